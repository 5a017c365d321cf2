import WritLanguage
import WritSemantics

/// Exact arithmetic. What does not fit is an error of the case and never a wrong number.
extension Interpreter {
    mutating func negated(_ operand: Slot, _ number: Int32) -> Slot {
        switch operand.tag {
        case .integer, .duration:
            guard operand.payload != Int128(Int64.min) else { return fail(.overflow, at: number) }
            return Slot(operand.tag, -operand.payload, small: operand.small)
        case .decimal: return Slot(.decimal, -operand.payload, small: operand.small)
        default: return Self.strict(operand)
        }
    }

    mutating func arithmetic(_ operation: Node.Operation, _ left: Slot, _ right: Slot, at number: Int32) -> Slot {
        switch (left.tag, right.tag) {
        case (.integer, .integer):
            return operation == .divide
                ? decimals(.divide, Slot(.decimal, left.payload), Slot(.decimal, right.payload), at: number)
                : integers(operation, left, right, tag: .integer, small: 0, at: number)
        case (.decimal, .decimal): return decimals(operation, left, right, at: number)
        case (.integer, .decimal): return decimals(operation, Slot(.decimal, left.payload), right, at: number)
        case (.decimal, .integer): return decimals(operation, left, Slot(.decimal, right.payload), at: number)
        case (.duration, .duration):
            guard left.small == right.small else { return .unknown }
            return integers(operation, left, right, tag: .duration, small: left.small, at: number)
        case (.duration, .integer):
            return integers(operation, left, right, tag: .duration, small: left.small, at: number)
        case (.integer, .duration):
            return integers(operation, left, right, tag: .duration, small: right.small, at: number)
        case (.duration, .decimal): return decimals(operation, Slot(.decimal, left.payload), right, at: number)
        case (.decimal, .duration): return decimals(operation, left, Slot(.decimal, right.payload), at: number)
        default: return Self.strict(left, right)
        }
    }

    private mutating func integers(
        _ operation: Node.Operation, _ left: Slot, _ right: Slot, tag: Slot.Tag, small: UInt8, at number: Int32
    ) -> Slot {
        // 64-bit operands cannot overflow 128 bits in one step.
        let result: Int128
        switch operation {
        case .add: result = left.payload &+ right.payload
        case .subtract: result = left.payload &- right.payload
        case .multiply: result = left.payload &* right.payload
        default: return decimals(.divide, Slot(.decimal, left.payload), Slot(.decimal, right.payload), at: number)
        }
        guard result >= Int128(Int64.min), result <= Int128(Int64.max) else { return fail(.overflow, at: number) }
        return Slot(tag, result, small: small)
    }

    private mutating func decimals(
        _ operation: Node.Operation, _ left: Slot, _ right: Slot, at number: Int32
    ) -> Slot {
        let result: Decimal?
        switch operation {
        case .add: result = left.decimal + right.decimal
        case .subtract: result = left.decimal - right.decimal
        case .multiply: result = left.decimal * right.decimal
        default:
            if right.payload == 0 { return fail(.divisionByZero, at: number) }
            result = left.decimal / right.decimal
        }
        guard let result else { return fail(.overflow, at: number) }
        return .decimal(result)
    }
}
