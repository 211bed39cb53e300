// Every transition of every zone.
for (;;) for (const zone of Intl.supportedValuesOf('timeZone')) {
  let z = Temporal.Instant.fromEpochMilliseconds(-8.64e15).toZonedDateTimeISO(zone)
  for (let n = 0; z && n < 1e5; n++) z = z.getTimeZoneTransition('next')
  z = Temporal.Instant.fromEpochMilliseconds(8.64e15).toZonedDateTimeISO(zone)
  for (let n = 0; z && n < 1e3; n++) z = z.getTimeZoneTransition('previous')
}
