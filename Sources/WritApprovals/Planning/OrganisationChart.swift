package import WritSemantics

/// Who reports to whom in one organisation.
package struct OrganisationChart: Sendable {
    package enum Line: Sendable, Equatable {
        /// From the first role to the last, both included.
        case levels([RoleID])
        /// The way up ends at a role that is not the line's end, or runs in a circle that comes back to it.
        case endsAt(RoleID)
        /// A role of the line does not exist in this organisation.
        case absent(RoleID)
    }

    private let superiors: [RoleID: RoleID]
    private let present: Set<RoleID>

    package init(_ organisation: Organisation) {
        var superiors: [RoleID: RoleID] = [:]
        var present: Set<RoleID> = []
        for post in organisation.posts {
            present.insert(post.role)
            if let superior = post.superior, superiors[post.role] == nil { superiors[post.role] = superior }
        }
        self.superiors = superiors
        self.present = present
    }

    package func has(_ role: RoleID) -> Bool { present.contains(role) }

    package func superior(of role: RoleID) -> RoleID? { superiors[role] }

    /// Linear in the length of the way; a chart with a circle ends it too.
    package func line(from first: RoleID, to last: RoleID) -> Line {
        guard present.contains(first) else { return .absent(first) }
        guard present.contains(last) else { return .absent(last) }
        var levels = [first]
        var role = first
        while role != last {
            guard levels.count <= present.count, let superior = superiors[role] else { return .endsAt(role) }
            levels.append(superior)
            role = superior
        }
        return .levels(levels)
    }

    /// Roles that form circles, each circle once, from its first declared role on. Linear in the number of posts.
    package static func circles(in organisation: Organisation) -> [[RoleID]] {
        let chart = OrganisationChart(organisation)
        var seenIn: [RoleID: Int] = [:]
        var circles: [[RoleID]] = []
        for (walk, post) in organisation.posts.enumerated() where seenIn[post.role] == nil {
            var role: RoleID? = post.role
            var way: [RoleID] = []
            while let current = role, seenIn[current] == nil {
                seenIn[current] = walk
                way.append(current)
                role = chart.superiors[current]
            }
            if let current = role, seenIn[current] == walk, let start = way.firstIndex(of: current) {
                circles.append(Array(way[start...]))
            }
        }
        return circles
    }
}
