import WritDocuments

/// Small pictures, made by other programs: four pixels by two, all of one red.
enum TestPictures {
    static let png =
        Base64.decode(
            "iVBORw0KGgoAAAANSUhEUgAAAAQAAAACCAIAAADwyuo0AAAAEElEQVR4nGM4IScHRwzIHABvCgghBqXSdgAAAABJRU5ErkJggg==".utf8)
        ?? []

    static let jpeg =
        Base64.decode(
            ("/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/"
                + "2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAACAAQDASIAAhEBAxEB/8QA"
                + "FQABAQAAAAAAAAAAAAAAAAAAAAT/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAABAX/xAAUEQEAAAAAAAAAAAAAAAAAAAAA"
                + "/9oADAMBAAIRAxEAPwCEAdYf/9k=").utf8) ?? []

    /// One folder in which every name is that of a picture.
    static let shelf = PictureShelf { (_: String) throws(Picture.Problem) -> [UInt8] in png }
}
