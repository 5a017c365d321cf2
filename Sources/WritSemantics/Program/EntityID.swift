/// The number of a declaration within one program, typed by what it is the number of.
package struct EntityID<Entity>: Hashable, Sendable, Comparable {
    package let index: Int

    package init(_ index: Int) { self.index = index }

    package static func < (a: EntityID, b: EntityID) -> Bool { a.index < b.index }
}

package typealias SourceID = EntityID<Source>
package typealias ClauseID = EntityID<Clause>
package typealias RoleID = EntityID<Role>
package typealias OrganisationID = EntityID<Organisation>
package typealias CalendarID = EntityID<WorkCalendar>
package typealias ActionID = EntityID<Action>
package typealias EnumID = EntityID<EnumType>
package typealias RecordID = EntityID<RecordType>
package typealias ParameterID = EntityID<Parameter>
package typealias DefinitionID = EntityID<Definition>
package typealias TableID = EntityID<DecisionTable>
package typealias RuleID = EntityID<Rule>
package typealias ChainID = EntityID<Chain>
package typealias ObligationID = EntityID<Obligation>
package typealias ProcedureID = EntityID<Procedure>
package typealias FormID = EntityID<FormSummary>
