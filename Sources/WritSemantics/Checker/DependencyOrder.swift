/// An order in which everything stands after what it needs, and the circles that have none.
///
/// Tarjan's algorithm with a stack of its own, so that a chain of ten thousand definitions does not nest as deep.
struct DependencyOrder {
    /// Every number, those that it depends on first.
    private(set) var order: [Int] = []
    /// Each circle once, along its edges, from its smallest number.
    private(set) var cycles: [[Int]] = []

    init(_ edges: [[Int]]) {
        let count = edges.count
        order.reserveCapacity(count)
        var index = [Int](repeating: -1, count: count)
        var low = [Int](repeating: 0, count: count)
        var isOpen = [Bool](repeating: false, count: count)
        var open: [Int] = []
        var visits = 0
        for root in 0..<count where index[root] < 0 {
            var work: [(node: Int, next: Int)] = [(root, 0)]
            while let (node, next) = work.last {
                if next == 0 {
                    index[node] = visits
                    low[node] = visits
                    visits += 1
                    open.append(node)
                    isOpen[node] = true
                }
                if next < edges[node].count {
                    work[work.count - 1].next += 1
                    let target = edges[node][next]
                    if index[target] < 0 {
                        work.append((target, 0))
                    } else if isOpen[target] {
                        low[node] = min(low[node], index[target])
                    }
                    continue
                }
                work.removeLast()
                if let parent = work.last?.node { low[parent] = min(low[parent], low[node]) }
                guard low[node] == index[node] else { continue }
                var component: [Int] = []
                while let last = open.popLast() {
                    isOpen[last] = false
                    component.append(last)
                    if last == node { break }
                }
                order += component.reversed()
                if component.count > 1 || edges[node].contains(node) {
                    cycles.append(DependencyOrder.circle(in: Set(component), edges))
                }
            }
        }
    }

    /// A shortest circle through the smallest number of a component in which all depend on one another.
    private static func circle(in component: Set<Int>, _ edges: [[Int]]) -> [Int] {
        guard let start = component.min() else { return [] }
        var cameFrom: [Int: Int] = [:]
        var queue = [start]
        var head = 0
        while head < queue.count {
            let node = queue[head]
            head += 1
            for target in edges[node] where component.contains(target) {
                if target == start {
                    var path = [node]
                    while let before = cameFrom[path[path.count - 1]] { path.append(before) }
                    return path.reversed()
                }
                if cameFrom[target] == nil {
                    cameFrom[target] = node
                    queue.append(target)
                }
            }
        }
        return [start]
    }
}
