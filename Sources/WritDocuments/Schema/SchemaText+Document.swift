// Made from Forms/schema/document.rng by SchemaTextTests.

extension SchemaText {
    static let document: StaticString = #"""
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- A filled document: namespace urn:writ:document:1. The record of what was issued; its HTML is a view of it. -->
        <grammar ns="urn:writ:document:1" xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
          <start>
            <ref name="document"/>
          </start>
          <define name="document">
            <element name="document">
              <attribute name="form">
                <ref name="name"/>
              </attribute>
              <attribute name="version">
                <ref name="digest"/>
              </attribute>
              <!-- of what the form says -->
              <attribute name="lang">
                <choice>
                  <value>zh-Hans</value>
                  <value>zh-Hant</value>
                  <value>en</value>
                </choice>
              </attribute>
              <attribute name="rulebook"/>
              <optional>
                <!-- the digest of the rulebook -->
                <ref name="case-attributes"/>
              </optional>
              <!-- absent in a blank -->
              <attribute name="state">
                <choice>
                  <value>blank</value>
                  <value>draft</value>
                  <value>awaiting-approval</value>
                  <value>approved</value>
                  <value>issued</value>
                </choice>
              </attribute>
              <ref name="head"/>
              <optional>
                <ref name="copies"/>
              </optional>
              <optional>
                <ref name="retention"/>
              </optional>
              <element name="body">
                <zeroOrMore>
                  <ref name="block"/>
                </zeroOrMore>
              </element>
              <optional>
                <ref name="basis"/>
              </optional>
              <optional>
                <ref name="approval"/>
              </optional>
              <optional>
                <ref name="missing"/>
              </optional>
            </element>
          </define>
          <define name="case-attributes">
            <attribute name="case"/>
            <attribute name="case-type">
              <ref name="name"/>
            </attribute>
            <optional>
              <attribute name="organisation">
                <ref name="name"/>
              </attribute>
            </optional>
            <attribute name="as-of">
              <data type="date"/>
            </attribute>
            <optional>
              <attribute name="ordinal">
                <data type="positiveInteger"/>
              </attribute>
            </optional>
            <optional>
              <!-- where one form is issued several times -->
              <attribute name="about"/>
            </optional>
            <!-- which of them it is, where their rule says it -->
            <attribute name="digest">
              <ref name="digest"/>
            </attribute>
            <optional>
              <!-- of what the document says, which approvals name -->
              <attribute name="sheet-of">
                <ref name="digest"/>
              </attribute>
            </optional>
          </define>
          <!-- of a routing sheet: the digest of the document that was approved on it -->
          <define name="head">
            <element name="head">
              <optional>
                <element name="state">
                  <text/>
                </element>
              </optional>
              <optional>
                <ref name="issuer"/>
              </optional>
              <element name="title">
                <text/>
              </element>
              <optional>
                <element name="subtitle">
                  <ref name="inline"/>
                </element>
              </optional>
              <optional>
                <element name="number">
                  <text/>
                </element>
              </optional>
              <ref name="date"/>
              <optional>
                <element name="contact">
                  <text/>
                </element>
              </optional>
              <optional>
                <!-- of the firm, from its print profile -->
                <element name="account">
                  <text/>
                </element>
              </optional>
            </element>
          </define>
          <define name="issuer">
            <element name="issuer">
              <ref name="inline"/>
            </element>
          </define>
          <!-- A date that is not known is a blank to write on. -->
          <define name="date">
            <element name="date">
              <choice>
                <ref name="known-date"/>
                <ref name="unknown"/>
              </choice>
              <text/>
            </element>
          </define>
          <define name="known-date">
            <attribute name="value">
              <choice>
                <data type="date"/>
                <data type="dateTime"/>
              </choice>
            </attribute>
          </define>
          <define name="unknown">
            <attribute name="state">
              <value>unknown</value>
            </attribute>
          </define>
          <define name="copies">
            <element name="copies">
              <zeroOrMore>
                <choice>
                  <ref name="undecided"/>
                  <element name="copy">
                    <optional>
                      <attribute name="keeper">
                        <ref name="name"/>
                      </attribute>
                    </optional>
                    <optional>
                      <attribute name="original">
                        <value>true</value>
                      </attribute>
                    </optional>
                    <attribute name="count">
                      <data type="positiveInteger"/>
                    </attribute>
                    <text/>
                  </element>
                </choice>
              </zeroOrMore>
            </element>
          </define>
          <define name="retention">
            <element name="retention">
              <optional>
                <attribute name="years">
                  <data type="positiveInteger"/>
                </attribute>
              </optional>
              <optional>
                <attribute name="permanent">
                  <value>true</value>
                </attribute>
              </optional>
              <optional>
                <attribute name="by">
                  <ref name="name"/>
                </attribute>
              </optional>
            </element>
          </define>
          <!-- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - blocks -->
          <!-- Where it is not known whether a part belongs here. -->
          <define name="undecided">
            <element name="undecided">
              <choice>
                <attribute name="when"/>
                <attribute name="each"/>
              </choice>
              <text/>
            </element>
          </define>
          <define name="label">
            <element name="label">
              <text/>
            </element>
          </define>
          <define name="title">
            <element name="title">
              <text/>
            </element>
          </define>
          <define name="content">
            <element name="content">
              <ref name="inline"/>
            </element>
          </define>
          <define name="block">
            <choice>
              <ref name="undecided"/>
              <element name="addressee">
                <ref name="inline"/>
              </element>
              <element name="p">
                <ref name="inline"/>
              </element>
              <element name="heading">
                <ref name="inline"/>
              </element>
              <element name="section">
                <element name="heading">
                  <optional>
                    <ref name="label"/>
                  </optional>
                  <text/>
                </element>
                <zeroOrMore>
                  <ref name="block"/>
                </zeroOrMore>
              </element>
              <element name="items">
                <zeroOrMore>
                  <choice>
                    <ref name="undecided"/>
                    <element name="item">
                      <optional>
                        <ref name="label"/>
                      </optional>
                      <choice>
                        <ref name="inline"/>
                        <zeroOrMore>
                          <ref name="block"/>
                        </zeroOrMore>
                      </choice>
                    </element>
                  </choice>
                </zeroOrMore>
              </element>
              <element name="group">
                <zeroOrMore>
                  <ref name="block"/>
                </zeroOrMore>
              </element>
              <element name="fields">
                <attribute name="columns">
                  <data type="positiveInteger"/>
                </attribute>
                <optional>
                  <ref name="title"/>
                </optional>
                <zeroOrMore>
                  <choice>
                    <ref name="undecided"/>
                    <ref name="field"/>
                  </choice>
                </zeroOrMore>
              </element>
              <ref name="table"/>
              <element name="attachments">
                <ref name="title"/>
                <zeroOrMore>
                  <choice>
                    <ref name="undecided"/>
                    <element name="attachment">
                      <optional>
                        <attribute name="copies">
                          <data type="positiveInteger"/>
                        </attribute>
                      </optional>
                      <optional>
                        <ref name="label"/>
                      </optional>
                      <ref name="inline"/>
                    </element>
                  </choice>
                </zeroOrMore>
              </element>
              <element name="deadline">
                <ref name="label"/>
                <ref name="due"/>
              </element>
              <element name="cut">
                <text/>
              </element>
              <element name="delivery">
                <ref name="title"/>
                <oneOrMore>
                  <ref name="field"/>
                </oneOrMore>
              </element>
              <element name="signatures">
                <zeroOrMore>
                  <choice>
                    <ref name="undecided"/>
                    <ref name="signature"/>
                  </choice>
                </zeroOrMore>
              </element>
              <ref name="signature"/>
              <element name="seal">
                <optional>
                  <ref name="issuer"/>
                </optional>
                <ref name="date"/>
                <element name="place">
                  <text/>
                </element>
              </element>
              <element name="approvals">
                <attribute name="title"/>
              </element>
              <!-- here the view has the steps of `approval` -->
              <element name="basis">
                <attribute name="title"/>
              </element>
              <!-- here the view has the clauses of `basis` -->
              <element name="remarks">
                <attribute name="lines">
                  <data type="nonNegativeInteger"/>
                </attribute>
                <ref name="title"/>
                <optional>
                  <element name="p">
                    <ref name="inline"/>
                  </element>
                </optional>
              </element>
              <element name="copies-note">
                <text/>
              </element>
              <element name="party">
                <oneOrMore>
                  <ref name="field"/>
                </oneOrMore>
              </element>
              <element name="messages">
                <attribute name="of">
                  <choice>
                    <value>refuse</value>
                    <value>require</value>
                    <value>hold</value>
                    <value>notify</value>
                  </choice>
                </attribute>
                <optional>
                  <ref name="title"/>
                </optional>
                <!-- none where the heading above says it -->
                <choice>
                  <oneOrMore>
                    <element name="item">
                      <ref name="label"/>
                      <text/>
                    </element>
                  </oneOrMore>
                  <optional>
                    <element name="p">
                      <text/>
                    </element>
                  </optional>
                </choice>
              </element>
              <element name="colophon">
                <zeroOrMore>
                  <choice>
                    <ref name="undecided"/>
                    <element name="line">
                      <ref name="inline"/>
                    </element>
                  </choice>
                </zeroOrMore>
              </element>
              <ref name="figure"/>
              <element name="lines">
                <attribute name="count">
                  <data type="positiveInteger"/>
                </attribute>
              </element>
              <element name="footnotes">
                <oneOrMore>
                  <element name="note">
                    <ref name="label"/>
                    <ref name="inline"/>
                  </element>
                </oneOrMore>
              </element>
              <element name="rule-line">
                <empty/>
              </element>
              <element name="page-break">
                <empty/>
              </element>
            </choice>
          </define>
          <define name="field">
            <element name="field">
              <ref name="label"/>
              <ref name="content"/>
            </element>
          </define>
          <define name="table">
            <element name="table">
              <optional>
                <element name="caption">
                  <text/>
                </element>
              </optional>
              <element name="columns">
                <oneOrMore>
                  <element name="column">
                    <text/>
                  </element>
                </oneOrMore>
              </element>
              <zeroOrMore>
                <choice>
                  <ref name="undecided"/>
                  <ref name="row"/>
                  <element name="empty">
                    <text/>
                  </element>
                  <element name="subtotal">
                    <ref name="label"/>
                    <ref name="content"/>
                  </element>
                  <element name="total">
                    <ref name="label"/>
                    <ref name="content"/>
                  </element>
                </choice>
              </zeroOrMore>
            </element>
          </define>
          <!-- A cell reaches over so many columns, or rows, in which the rows below have none; a row may have none of its own. -->
          <define name="row">
            <element name="row">
              <zeroOrMore>
                <element name="cell">
                  <optional>
                    <attribute name="rows">
                      <data type="positiveInteger"/>
                    </attribute>
                  </optional>
                  <optional>
                    <attribute name="span">
                      <data type="positiveInteger"/>
                    </attribute>
                  </optional>
                  <ref name="inline"/>
                </element>
              </zeroOrMore>
            </element>
          </define>
          <!-- A picture: `value` is the BLAKE2b digest of its file, whose name stands in it; without one, what the picture would show. -->
          <define name="figure">
            <element name="figure">
              <element name="image">
                <attribute name="alt"/>
                <optional>
                  <attribute name="field"/>
                </optional>
                <attribute name="of"/>
                <choice>
                  <attribute name="value">
                    <ref name="digest"/>
                  </attribute>
                  <ref name="unknown"/>
                </choice>
                <attribute name="width">
                  <data type="positiveInteger"/>
                </attribute>
                <text/>
              </element>
              <optional>
                <element name="caption">
                  <ref name="inline"/>
                </element>
              </optional>
            </element>
          </define>
          <define name="signature">
            <element name="signature">
              <optional>
                <attribute name="by">
                  <ref name="name"/>
                </attribute>
              </optional>
              <ref name="label"/>
              <element name="blank">
                <text/>
              </element>
              <optional>
                <ref name="label"/>
                <element name="blank">
                  <text/>
                </element>
              </optional>
              <optional>
                <ref name="label"/>
                <ref name="date"/>
              </optional>
            </element>
          </define>
          <!-- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - within a line -->
          <define name="inline">
            <mixed>
              <zeroOrMore>
                <choice>
                  <ref name="undecided"/>
                  <element name="b">
                    <ref name="inline"/>
                  </element>
                  <element name="em">
                    <ref name="inline"/>
                  </element>
                  <element name="br">
                    <empty/>
                  </element>
                  <element name="number">
                    <optional>
                      <attribute name="of">
                        <ref name="name"/>
                      </attribute>
                    </optional>
                    <text/>
                  </element>
                  <ref name="date"/>
                  <ref name="due"/>
                  <element name="checkbox">
                    <optional>
                      <attribute name="ticked"/>
                    </optional>
                    <ref name="inline"/>
                  </element>
                  <element name="checkboxes">
                    <attribute name="of"/>
                    <text/>
                  </element>
                  <element name="blank">
                    <text/>
                  </element>
                  <element name="footnote">
                    <text/>
                  </element>
                  <ref name="value"/>
                </choice>
              </zeroOrMore>
            </mixed>
          </define>
          <define name="due">
            <element name="due">
              <choice>
                <ref name="known-date"/>
                <ref name="unknown"/>
              </choice>
              <text/>
            </element>
          </define>
          <!--
            A value as it was printed, with the expression of the form and, where it is a fact, the field that it came from.
            `value` is what machines read; a text needs none.
          -->
          <define name="value">
            <element name="value">
              <attribute name="of"/>
              <optional>
                <attribute name="field"/>
              </optional>
              <optional>
                <choice>
                  <attribute name="value"/>
                  <attribute name="state">
                    <choice>
                      <value>unknown</value>
                      <value>missing</value>
                    </choice>
                  </attribute>
                </choice>
              </optional>
              <text/>
            </element>
          </define>
          <!-- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - after the body -->
          <!-- Why there is this document: each rule that requires it, with its clauses. -->
          <define name="basis">
            <element name="basis">
              <oneOrMore>
                <element name="because">
                  <attribute name="rule">
                    <ref name="name"/>
                  </attribute>
                  <ref name="title"/>
                  <zeroOrMore>
                    <element name="clause">
                      <attribute name="source">
                        <ref name="name"/>
                      </attribute>
                      <attribute name="number"/>
                      <text/>
                    </element>
                  </zeroOrMore>
                </element>
              </oneOrMore>
            </element>
          </define>
          <define name="approval">
            <element name="approval">
              <attribute name="chain">
                <ref name="name"/>
              </attribute>
              <attribute name="state">
                <choice>
                  <value>pending</value>
                  <value>approved</value>
                  <value>rejected</value>
                  <value>returned</value>
                  <value>withdrawn</value>
                  <value>not-stated</value>
                  <value>open</value>
                  <value>stated</value>
                  <value>not-in-force</value>
                </choice>
              </attribute>
              <zeroOrMore>
                <element name="step">
                  <attribute name="id"/>
                  <attribute name="roles"/>
                  <attribute name="state">
                    <choice>
                      <value>waiting</value>
                      <value>next</value>
                      <value>approved</value>
                      <value>rejected</value>
                      <value>returned</value>
                      <value>skipped</value>
                      <value>invalid</value>
                    </choice>
                  </attribute>
                  <ref name="title"/>
                  <element name="signer">
                    <text/>
                  </element>
                  <optional>
                    <ref name="due"/>
                  </optional>
                  <zeroOrMore>
                    <element name="decision">
                      <attribute name="value">
                        <choice>
                          <value>approved</value>
                          <value>rejected</value>
                          <value>returned</value>
                        </choice>
                      </attribute>
                      <attribute name="role">
                        <ref name="name"/>
                      </attribute>
                      <attribute name="at">
                        <data type="dateTime"/>
                      </attribute>
                      <optional>
                        <attribute name="digest"/>
                      </optional>
                      <element name="person">
                        <text/>
                      </element>
                      <element name="text">
                        <text/>
                      </element>
                      <element name="time">
                        <text/>
                      </element>
                      <optional>
                        <element name="remarks">
                          <text/>
                        </element>
                      </optional>
                    </element>
                  </zeroOrMore>
                  <optional>
                    <element name="reason">
                      <text/>
                    </element>
                  </optional>
                </element>
              </zeroOrMore>
            </element>
          </define>
          <!-- What the document prints or depends on and nobody has stated yet; without it, the document is no draft for that reason. -->
          <define name="missing">
            <element name="missing">
              <oneOrMore>
                <choice>
                  <element name="fact">
                    <attribute name="path"/>
                  </element>
                  <element name="parameter">
                    <attribute name="name">
                      <ref name="name"/>
                    </attribute>
                  </element>
                  <element name="holidays">
                    <attribute name="year">
                      <data type="gYear"/>
                    </attribute>
                  </element>
                </choice>
              </oneOrMore>
            </element>
          </define>
          <define name="name">
            <data type="token">
              <param name="pattern">\S+</param>
            </data>
          </define>
          <define name="digest">
            <data type="string">
              <param name="pattern">[0-9a-f]{64}</param>
            </data>
          </define>
        </grammar>

        """#
}
