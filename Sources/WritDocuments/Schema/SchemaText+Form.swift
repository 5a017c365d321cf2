// Made from Forms/schema/form.rng by SchemaTextTests.

extension SchemaText {
    static let form: StaticString = #"""
        <?xml version="1.0" encoding="UTF-8"?>
        <!--
          The layout of one document: namespace urn:writ:form:1.
          
          What a grammar cannot say (that a name exists, that a value has a format for its type, that an optional value is
          tested before it is printed) is checked by `writ check`, at the line and column in the form.
        -->
        <grammar ns="urn:writ:form:1" xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
          <start>
            <ref name="form"/>
          </start>
          <!-- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - the form -->
          <define name="form">
            <element name="form">
              <attribute name="id">
                <ref name="name"/>
              </attribute>
              <!-- the file is Forms/<id>.xml; rules say `issue <id>` -->
              <attribute name="title"/>
              <optional>
                <!-- printed as the title of the document -->
                <attribute name="for">
                  <list>
                    <oneOrMore>
                      <ref name="name"/>
                    </oneOrMore>
                  </list>
                </attribute>
              </optional>
              <optional>
                <!-- the case types; without one the form can only be filled in by hand -->
                <attribute name="lang">
                  <choice>
                    <value>zh-Hans</value>
                    <value>zh-Hant</value>
                    <value>en</value>
                  </choice>
                </attribute>
              </optional>
              <optional>
                <attribute name="profile">
                  <ref name="name"/>
                </attribute>
              </optional>
              <optional>
                <!-- company (default), gbt9704, or a file of Forms/profile -->
                <attribute name="genre">
                  <ref name="genre"/>
                </attribute>
              </optional>
              <!-- what kind of paper it is; internal without it -->
              <interleave>
                <optional>
                  <ref name="issuer"/>
                </optional>
                <optional>
                  <ref name="number-pattern"/>
                </optional>
                <optional>
                  <ref name="subtitle"/>
                </optional>
                <optional>
                  <ref name="date"/>
                </optional>
                <optional>
                  <ref name="copies"/>
                </optional>
                <optional>
                  <ref name="retention"/>
                </optional>
              </interleave>
              <ref name="body"/>
              <optional>
                <ref name="routing-sheet"/>
              </optional>
            </element>
          </define>
          <define name="genre">
            <choice>
              <value>internal</value>
              <!-- registers, records, plans -->
              <value>notice</value>
              <value>letter</value>
              <value>report</value>
              <value>request</value>
              <value>contract</value>
              <value>announcement</value>
              <value>certificate</value>
              <value>minutes</value>
            </choice>
          </define>
          <!-- What stands on the internal sheet on which a document that goes out is approved; without it, approvals and basis. -->
          <define name="routing-sheet">
            <element name="routing-sheet">
              <optional>
                <attribute name="title"/>
              </optional>
              <zeroOrMore>
                <ref name="block"/>
              </zeroOrMore>
            </element>
          </define>
          <!-- Who issues it; without it, the organisation of the case. -->
          <define name="issuer">
            <element name="issuer">
              <ref name="inline"/>
            </element>
          </define>
          <!-- {year} {month} {day} of the document's date, {sequence}, {sequence:3} padded with zeros to three digits. -->
          <define name="number-pattern">
            <element name="number">
              <attribute name="pattern"/>
            </element>
          </define>
          <define name="subtitle">
            <element name="subtitle">
              <ref name="inline"/>
            </element>
          </define>
          <!-- The date of the document, printed at the seal; without it, the `as-of` date. -->
          <define name="date">
            <element name="date">
              <attribute name="of">
                <ref name="expression"/>
              </attribute>
              <optional>
                <attribute name="as">
                  <ref name="format"/>
                </attribute>
              </optional>
            </element>
          </define>
          <define name="copies">
            <element name="copies">
              <oneOrMore>
                <ref name="copy"/>
              </oneOrMore>
            </element>
          </define>
          <!-- A keeper is a role or a party of the rulebook; `title` stands for, or says more than, its title. -->
          <define name="copy">
            <element name="copy">
              <choice>
                <attribute name="keeper">
                  <ref name="name"/>
                </attribute>
                <attribute name="title"/>
                <group>
                  <attribute name="keeper">
                    <ref name="name"/>
                  </attribute>
                  <attribute name="title"/>
                </group>
              </choice>
              <ref name="condition"/>
              <optional>
                <attribute name="original">
                  <choice>
                    <value>true</value>
                    <value>false</value>
                  </choice>
                </attribute>
              </optional>
              <optional>
                <attribute name="count">
                  <data type="positiveInteger"/>
                </attribute>
              </optional>
            </element>
          </define>
          <define name="retention">
            <element name="retention">
              <optional>
                <choice>
                  <attribute name="years">
                    <data type="positiveInteger"/>
                  </attribute>
                  <attribute name="permanent">
                    <value>true</value>
                  </attribute>
                </choice>
              </optional>
              <optional>
                <attribute name="by">
                  <ref name="name"/>
                </attribute>
              </optional>
            </element>
          </define>
          <define name="body">
            <element name="body">
              <zeroOrMore>
                <ref name="block"/>
              </zeroOrMore>
            </element>
          </define>
          <!-- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - blocks -->
          <define name="block">
            <choice>
              <ref name="addressee"/>
              <ref name="p"/>
              <ref name="heading"/>
              <ref name="section"/>
              <ref name="items"/>
              <ref name="fields"/>
              <ref name="table"/>
              <ref name="group"/>
              <ref name="block-choose"/>
              <ref name="attachments"/>
              <ref name="deadline"/>
              <ref name="delivery"/>
              <ref name="signatures"/>
              <ref name="signature"/>
              <ref name="seal"/>
              <ref name="approvals"/>
              <ref name="basis"/>
              <ref name="remarks"/>
              <ref name="copies-note"/>
              <ref name="messages"/>
              <ref name="colophon"/>
              <ref name="party"/>
              <ref name="image"/>
              <ref name="lines"/>
              <ref name="footnotes"/>
              <ref name="rule-line"/>
              <ref name="page-break"/>
            </choice>
          </define>
          <!-- Every block may depend on a condition. -->
          <define name="condition">
            <optional>
              <attribute name="when">
                <ref name="expression"/>
              </attribute>
            </optional>
          </define>
          <define name="repetition">
            <attribute name="each">
              <ref name="expression"/>
            </attribute>
          </define>
          <!-- `v in violations where v.severity = major` -->
          <define name="addressee">
            <element name="addressee">
              <ref name="condition"/>
              <ref name="inline"/>
            </element>
          </define>
          <define name="p">
            <element name="p">
              <ref name="condition"/>
              <optional>
                <attribute name="align">
                  <choice>
                    <value>left</value>
                    <value>center</value>
                    <value>right</value>
                  </choice>
                </attribute>
              </optional>
              <optional>
                <attribute name="indent">
                  <choice>
                    <value>true</value>
                    <value>false</value>
                  </choice>
                </attribute>
              </optional>
              <ref name="inline"/>
            </element>
          </define>
          <define name="heading">
            <element name="heading">
              <ref name="condition"/>
              <ref name="inline"/>
            </element>
          </define>
          <!-- Numbered 一、（一）1. by depth, unless numbered="false". -->
          <define name="section">
            <element name="section">
              <ref name="condition"/>
              <attribute name="title"/>
              <optional>
                <attribute name="numbered">
                  <choice>
                    <value>true</value>
                    <value>false</value>
                  </choice>
                </attribute>
              </optional>
              <zeroOrMore>
                <ref name="block"/>
              </zeroOrMore>
            </element>
          </define>
          <define name="items">
            <element name="items">
              <ref name="condition"/>
              <optional>
                <attribute name="style">
                  <ref name="numbering"/>
                </attribute>
              </optional>
              <oneOrMore>
                <ref name="item"/>
              </oneOrMore>
            </element>
          </define>
          <define name="item">
            <element name="item">
              <ref name="condition"/>
              <optional>
                <ref name="repetition"/>
              </optional>
              <choice>
                <ref name="inline"/>
                <group>
                  <ref name="block"/>
                  <zeroOrMore>
                    <ref name="block"/>
                  </zeroOrMore>
                </group>
              </choice>
            </element>
          </define>
          <define name="numbering">
            <choice>
              <value>han</value>
              <value>paren-han</value>
              <value>arabic</value>
              <value>paren-arabic</value>
              <value>circled</value>
              <value>bullet</value>
              <value>none</value>
            </choice>
          </define>
          <!-- A grid of labels and values, one to four pairs a row. -->
          <define name="fields">
            <element name="fields">
              <ref name="condition"/>
              <optional>
                <attribute name="columns">
                  <choice>
                    <value>1</value>
                    <value>2</value>
                    <value>3</value>
                    <value>4</value>
                  </choice>
                </attribute>
              </optional>
              <optional>
                <attribute name="title"/>
              </optional>
              <oneOrMore>
                <ref name="field"/>
              </oneOrMore>
            </element>
          </define>
          <!-- `of` alone prints the value under the field's own title; with content, the content is printed. -->
          <define name="field">
            <element name="field">
              <ref name="condition"/>
              <optional>
                <attribute name="label"/>
              </optional>
              <optional>
                <attribute name="span">
                  <choice>
                    <value>1</value>
                    <value>2</value>
                    <value>3</value>
                    <value>4</value>
                  </choice>
                </attribute>
              </optional>
              <optional>
                <attribute name="lines">
                  <choice>
                    <value>2</value>
                    <value>3</value>
                    <value>4</value>
                    <value>5</value>
                    <value>6</value>
                  </choice>
                </attribute>
              </optional>
              <!-- as high as so many lines, to write on -->
              <choice>
                <group>
                  <attribute name="of">
                    <ref name="expression"/>
                  </attribute>
                  <optional>
                    <attribute name="as">
                      <ref name="format"/>
                    </attribute>
                  </optional>
                  <optional>
                    <attribute name="else"/>
                  </optional>
                </group>
                <ref name="inline"/>
              </choice>
            </element>
          </define>
          <!-- With each=: one row an element, and what stands in a column is printed in each row. Without: rows of cells. -->
          <define name="table">
            <element name="table">
              <ref name="condition"/>
              <optional>
                <attribute name="caption"/>
              </optional>
              <choice>
                <group>
                  <ref name="repetition"/>
                  <optional>
                    <attribute name="groups">
                      <ref name="expression"/>
                    </attribute>
                  </optional>
                  <optional>
                    <!-- `g in violations group by kind`; `each` then is `v in g.items` -->
                    <attribute name="numbered"/>
                  </optional>
                  <optional>
                    <!-- the title of a first column that counts the rows -->
                    <attribute name="empty"/>
                  </optional>
                  <optional>
                    <!-- printed where there is no row -->
                    <attribute name="blank-rows">
                      <data type="positiveInteger"/>
                    </attribute>
                  </optional>
                  <oneOrMore>
                    <!-- rows to write on in the blank form; 3 without it -->
                    <element name="column">
                      <ref name="column-attributes"/>
                      <optional>
                        <attribute name="merge">
                          <choice>
                            <value>true</value>
                            <value>false</value>
                          </choice>
                        </attribute>
                      </optional>
                      <!-- cells that say the same as the one above become one -->
                      <ref name="inline"/>
                    </element>
                  </oneOrMore>
                  <zeroOrMore>
                    <ref name="subtotal"/>
                  </zeroOrMore>
                </group>
                <group>
                  <oneOrMore>
                    <element name="column">
                      <ref name="column-attributes"/>
                      <empty/>
                    </element>
                  </oneOrMore>
                  <oneOrMore>
                    <ref name="row"/>
                  </oneOrMore>
                </group>
              </choice>
              <zeroOrMore>
                <ref name="total"/>
              </zeroOrMore>
            </element>
          </define>
          <define name="column-attributes">
            <attribute name="title"/>
            <optional>
              <attribute name="width">
                <data type="positiveInteger"/>
              </attribute>
            </optional>
            <optional>
              <!-- in per cent of the table -->
              <attribute name="align">
                <choice>
                  <value>left</value>
                  <value>center</value>
                  <value>right</value>
                </choice>
              </attribute>
            </optional>
            <optional>
              <attribute name="header">
                <choice>
                  <value>true</value>
                  <value>false</value>
                </choice>
              </attribute>
            </optional>
          </define>
          <!-- its cells are the headers of their rows -->
          <define name="row">
            <element name="row">
              <ref name="condition"/>
              <oneOrMore>
                <ref name="cell"/>
              </oneOrMore>
            </element>
          </define>
          <define name="cell">
            <element name="cell">
              <optional>
                <attribute name="span">
                  <data type="positiveInteger"/>
                </attribute>
              </optional>
              <ref name="inline"/>
            </element>
          </define>
          <!-- A row behind each group of a table with groups. -->
          <define name="subtotal">
            <element name="subtotal">
              <ref name="condition"/>
              <attribute name="label"/>
              <ref name="inline"/>
            </element>
          </define>
          <!-- A last row: the label, and the content under the last column. -->
          <define name="total">
            <element name="total">
              <ref name="condition"/>
              <attribute name="label"/>
              <ref name="inline"/>
            </element>
          </define>
          <!-- Blocks that are kept together (`next`: and on the page of what follows), depend on one condition, or are repeated. -->
          <define name="group">
            <element name="group">
              <ref name="condition"/>
              <optional>
                <ref name="repetition"/>
              </optional>
              <optional>
                <attribute name="keep">
                  <choice>
                    <value>true</value>
                    <value>false</value>
                    <value>next</value>
                  </choice>
                </attribute>
              </optional>
              <oneOrMore>
                <ref name="block"/>
              </oneOrMore>
            </element>
          </define>
          <!-- The first option whose condition holds, otherwise the last. -->
          <define name="block-choose">
            <element name="choose">
              <ref name="condition"/>
              <oneOrMore>
                <element name="option">
                  <attribute name="when">
                    <ref name="expression"/>
                  </attribute>
                  <oneOrMore>
                    <ref name="block"/>
                  </oneOrMore>
                </element>
              </oneOrMore>
              <optional>
                <element name="otherwise">
                  <oneOrMore>
                    <ref name="block"/>
                  </oneOrMore>
                </element>
              </optional>
            </element>
          </define>
          <define name="attachments">
            <element name="attachments">
              <ref name="condition"/>
              <oneOrMore>
                <ref name="attachment"/>
              </oneOrMore>
            </element>
          </define>
          <define name="attachment">
            <element name="attachment">
              <ref name="condition"/>
              <optional>
                <ref name="repetition"/>
              </optional>
              <optional>
                <attribute name="copies">
                  <data type="positiveInteger"/>
                </attribute>
              </optional>
              <ref name="inline"/>
            </element>
          </define>
          <!-- The day until which what the document asks for must be done: `due` of the rule that issues it. -->
          <define name="deadline">
            <element name="deadline">
              <ref name="condition"/>
              <optional>
                <attribute name="label"/>
              </optional>
              <optional>
                <attribute name="as">
                  <ref name="format"/>
                </attribute>
              </optional>
            </element>
          </define>
          <!-- The slip on which whoever receives it signs. -->
          <define name="delivery">
            <element name="delivery">
              <ref name="condition"/>
              <optional>
                <attribute name="title"/>
              </optional>
              <optional>
                <attribute name="to">
                  <ref name="name"/>
                </attribute>
              </optional>
              <optional>
                <attribute name="cut">
                  <choice>
                    <value>true</value>
                    <value>false</value>
                  </choice>
                </attribute>
              </optional>
              <ref name="inline"/>
            </element>
          </define>
          <define name="signatures">
            <element name="signatures">
              <ref name="condition"/>
              <optional>
                <attribute name="columns">
                  <choice>
                    <value>1</value>
                    <value>2</value>
                  </choice>
                </attribute>
              </optional>
              <oneOrMore>
                <ref name="signature"/>
              </oneOrMore>
            </element>
          </define>
          <define name="signature">
            <element name="signature">
              <group>
                <ref name="condition"/>
                <choice>
                  <attribute name="party">
                    <ref name="name"/>
                  </attribute>
                  <attribute name="role">
                    <ref name="name"/>
                  </attribute>
                  <attribute name="label"/>
                  <group>
                    <attribute name="party">
                      <ref name="name"/>
                    </attribute>
                    <attribute name="label"/>
                  </group>
                  <group>
                    <attribute name="role">
                      <ref name="name"/>
                    </attribute>
                    <attribute name="label"/>
                  </group>
                </choice>
                <optional>
                  <attribute name="date">
                    <choice>
                      <value>true</value>
                      <value>false</value>
                    </choice>
                  </attribute>
                </optional>
                <optional>
                  <attribute name="represented">
                    <choice>
                      <value>true</value>
                      <value>false</value>
                    </choice>
                  </attribute>
                </optional>
              </group>
              <!-- a body that seals, and who signs for it -->
            </element>
          </define>
          <!-- The issuer and the date, with the place for the seal over both. -->
          <define name="seal">
            <element name="seal">
              <ref name="condition"/>
              <optional>
                <attribute name="label"/>
              </optional>
            </element>
          </define>
          <!-- One row a step of the approval chain, filled from the case's history, to be signed where it is still open. -->
          <define name="approvals">
            <element name="approvals">
              <ref name="condition"/>
              <optional>
                <attribute name="title"/>
              </optional>
              <optional>
                <attribute name="diagram">
                  <choice>
                    <value>true</value>
                    <value>false</value>
                  </choice>
                </attribute>
              </optional>
            </element>
          </define>
          <!-- The rules and clauses that require the document. -->
          <define name="basis">
            <element name="basis">
              <ref name="condition"/>
              <optional>
                <attribute name="title"/>
              </optional>
            </element>
          </define>
          <!-- Lines to write on. -->
          <define name="remarks">
            <element name="remarks">
              <ref name="condition"/>
              <optional>
                <attribute name="title"/>
              </optional>
              <optional>
                <attribute name="lines">
                  <data type="positiveInteger"/>
                </attribute>
              </optional>
              <ref name="inline"/>
            </element>
          </define>
          <!-- A party to a contract: its name and, to be filled in, representative, number, address and telephone. -->
          <define name="party">
            <element name="party">
              <ref name="condition"/>
              <attribute name="label"/>
              <ref name="inline"/>
            </element>
          </define>
          <!-- A picture from the folder of the case: a Text with the name of its file, and what stands below it. -->
          <define name="image">
            <element name="image">
              <ref name="condition"/>
              <attribute name="of">
                <ref name="expression"/>
              </attribute>
              <attribute name="alt">
                <data type="string">
                  <param name="minLength">1</param>
                </data>
              </attribute>
              <!-- what it shows, for those who do not see it -->
              <attribute name="width">
                <data type="positiveInteger"/>
              </attribute>
              <!-- in millimetres -->
              <ref name="inline"/>
            </element>
          </define>
          <!-- Lines to write on. -->
          <define name="lines">
            <element name="lines">
              <ref name="condition"/>
              <attribute name="count">
                <data type="positiveInteger"/>
              </attribute>
            </element>
          </define>
          <!-- Where the texts of the footnotes so far stand; without it, at the end. -->
          <define name="footnotes">
            <element name="footnotes">
              <ref name="condition"/>
            </element>
          </define>
          <!-- How many copies there are and who keeps them. -->
          <define name="copies-note">
            <element name="copies-note">
              <ref name="condition"/>
            </element>
          </define>
          <!-- What else follows from the case: reasons for refusal, tasks, holds, notifications. -->
          <define name="messages">
            <element name="messages">
              <ref name="condition"/>
              <attribute name="of">
                <choice>
                  <value>refuse</value>
                  <value>require</value>
                  <value>hold</value>
                  <value>notify</value>
                </choice>
              </attribute>
              <optional>
                <attribute name="title"/>
              </optional>
              <optional>
                <attribute name="empty"/>
              </optional>
            </element>
          </define>
          <define name="colophon">
            <element name="colophon">
              <ref name="condition"/>
              <oneOrMore>
                <element name="line">
                  <ref name="condition"/>
                  <ref name="inline"/>
                </element>
              </oneOrMore>
            </element>
          </define>
          <define name="rule-line">
            <element name="rule-line">
              <ref name="condition"/>
            </element>
          </define>
          <define name="page-break">
            <element name="page-break">
              <ref name="condition"/>
            </element>
          </define>
          <!-- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - within a line -->
          <define name="inline">
            <mixed>
              <zeroOrMore>
                <ref name="inline-element"/>
              </zeroOrMore>
            </mixed>
          </define>
          <define name="inline-element">
            <choice>
              <ref name="b"/>
              <ref name="em"/>
              <ref name="br"/>
              <ref name="span"/>
              <ref name="value"/>
              <ref name="due"/>
              <ref name="number-of"/>
              <ref name="each-of"/>
              <ref name="inline-choose"/>
              <ref name="checkbox"/>
              <ref name="checkboxes"/>
              <ref name="blank"/>
              <ref name="footnote"/>
            </choice>
          </define>
          <define name="b">
            <element name="b">
              <ref name="condition"/>
              <ref name="inline"/>
            </element>
          </define>
          <define name="em">
            <element name="em">
              <ref name="condition"/>
              <ref name="inline"/>
            </element>
          </define>
          <define name="span">
            <element name="span">
              <ref name="condition"/>
              <ref name="inline"/>
            </element>
          </define>
          <define name="br">
            <element name="br">
              <empty/>
            </element>
          </define>
          <define name="value">
            <element name="value">
              <group>
                <ref name="condition"/>
                <attribute name="of">
                  <ref name="expression"/>
                </attribute>
                <optional>
                  <attribute name="as">
                    <ref name="format"/>
                  </attribute>
                </optional>
                <optional>
                  <attribute name="else"/>
                </optional>
                <optional>
                  <!-- printed where an optional value is absent -->
                  <attribute name="width">
                    <data type="positiveInteger"/>
                  </attribute>
                </optional>
                <optional>
                  <!-- of the blank, in characters, where it is not known -->
                  <attribute name="decimals">
                    <choice>
                      <value>0</value>
                      <value>1</value>
                      <value>2</value>
                      <value>3</value>
                      <value>4</value>
                      <value>5</value>
                      <value>6</value>
                    </choice>
                  </attribute>
                </optional>
                <optional>
                  <!-- places of a number -->
                  <attribute name="round">
                    <choice>
                      <value>half-up</value>
                      <value>down</value>
                      <value>up</value>
                    </choice>
                  </attribute>
                </optional>
              </group>
              <!-- how it gets them; half-up without it -->
            </element>
          </define>
          <define name="due">
            <element name="due">
              <ref name="condition"/>
              <optional>
                <attribute name="as">
                  <ref name="format"/>
                </attribute>
              </optional>
            </element>
          </define>
          <!-- The number of this document or, with of=, of the latest earlier document of that form. -->
          <define name="number-of">
            <element name="number">
              <ref name="condition"/>
              <optional>
                <attribute name="of">
                  <ref name="name"/>
                </attribute>
              </optional>
              <optional>
                <attribute name="else"/>
              </optional>
            </element>
          </define>
          <define name="each-of">
            <element name="list">
              <ref name="condition"/>
              <ref name="repetition"/>
              <optional>
                <attribute name="separator"/>
              </optional>
              <optional>
                <attribute name="empty"/>
              </optional>
              <ref name="inline"/>
            </element>
          </define>
          <define name="inline-choose">
            <element name="choose">
              <ref name="condition"/>
              <oneOrMore>
                <element name="option">
                  <attribute name="when">
                    <ref name="expression"/>
                  </attribute>
                  <ref name="inline"/>
                </element>
              </oneOrMore>
              <optional>
                <element name="otherwise">
                  <ref name="inline"/>
                </element>
              </optional>
            </element>
          </define>
          <define name="checkbox">
            <element name="checkbox">
              <ref name="condition"/>
              <optional>
                <attribute name="ticked">
                  <ref name="expression"/>
                </attribute>
              </optional>
              <ref name="inline"/>
            </element>
          </define>
          <!-- All values of an enumeration, or yes and no, with what holds ticked. -->
          <define name="checkboxes">
            <element name="checkboxes">
              <ref name="condition"/>
              <attribute name="of">
                <ref name="expression"/>
              </attribute>
            </element>
          </define>
          <!-- Its mark stands here. -->
          <define name="footnote">
            <element name="footnote">
              <ref name="condition"/>
              <ref name="inline"/>
            </element>
          </define>
          <define name="blank">
            <element name="blank">
              <ref name="condition"/>
              <optional>
                <attribute name="width">
                  <data type="positiveInteger"/>
                </attribute>
              </optional>
            </element>
          </define>
          <!-- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - values -->
          <define name="name">
            <data type="token">
              <param name="pattern">\S+</param>
            </data>
          </define>
          <!-- An expression of the rule language. -->
          <define name="expression">
            <data type="string">
              <param name="minLength">1</param>
            </data>
          </define>
          <define name="format">
            <choice>
              <value>text</value>
              <value>number</value>
              <value>grouped</value>
              <value>number-words</value>
              <value>money</value>
              <value>money-yuan</value>
              <value>money-capital</value>
              <value>amount</value>
              <value>percent</value>
              <value>percent-words</value>
              <value>long-date</value>
              <value>date</value>
              <value>han-date</value>
              <value>month</value>
              <value>date-time</value>
              <value>time</value>
              <value>duration</value>
              <value>yes-no</value>
              <value>have</value>
              <value>tick</value>
              <value>label</value>
              <value>code</value>
            </choice>
          </define>
        </grammar>

        """#
}
