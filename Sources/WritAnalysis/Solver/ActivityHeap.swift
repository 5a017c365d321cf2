/// The variables that may be decided next, the most active first; among equals the lowest number, so that runs repeat.
struct ActivityHeap {
    private var activity: [Double] = []
    private var heap: [Int] = []
    private var place: [Int] = []
    private var increment = 1.0

    mutating func grow() {
        activity.append(0)
        place.append(-1)
    }

    mutating func insert(_ variable: Int) {
        guard place[variable] < 0 else { return }
        place[variable] = heap.count
        heap.append(variable)
        rise(heap.count - 1)
    }

    mutating func removeTop() -> Int? {
        guard let top = heap.first, let last = heap.popLast() else { return nil }
        place[top] = -1
        if top != last {
            heap[0] = last
            place[last] = 0
            sink(0)
        }
        return top
    }

    mutating func bump(_ variable: Int, isQueued: Bool) {
        activity[variable] += increment
        if activity[variable] > 1e100 {
            for index in activity.indices { activity[index] *= 1e-100 }
            increment *= 1e-100
        }
        if isQueued, place[variable] >= 0 { rise(place[variable]) }
    }

    mutating func decay() { increment /= 0.95 }

    private func precedes(_ a: Int, _ b: Int) -> Bool {
        activity[a] != activity[b] ? activity[a] > activity[b] : a < b
    }

    private mutating func rise(_ start: Int) {
        var index = start
        while index > 0 {
            let parent = (index - 1) / 2
            guard precedes(heap[index], heap[parent]) else { return }
            exchange(index, parent)
            index = parent
        }
    }

    private mutating func sink(_ start: Int) {
        var index = start
        while true {
            var best = index
            for child in [2 * index + 1, 2 * index + 2] where child < heap.count {
                if precedes(heap[child], heap[best]) { best = child }
            }
            if best == index { return }
            exchange(index, best)
            index = best
        }
    }

    private mutating func exchange(_ a: Int, _ b: Int) {
        heap.swapAt(a, b)
        place[heap[a]] = a
        place[heap[b]] = b
    }
}
