package import WritLanguage

/// Which days an office works, compiled from a `calendar` declaration.
package struct WorkCalendar: Sendable {
    package let identity: Identity
}
