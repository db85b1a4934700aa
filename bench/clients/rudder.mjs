import Analytics from '@rudderstack/rudder-sdk-node'

/** Rudder's client: gzip, which axios labels as a form, to /v1/batch; originalTimestamp instead of timestamp. */
export const rudder = {
  name: 'rudder-sdk-node',
  connect(url, writeKey) {
    return new Analytics(writeKey, {
      dataPlaneUrl: url,
      flushAt: 20,
      flushInterval: 200,
      logLevel: 'none', // refusals are the point here
      retryCount: 8, // its three of the default last for a second and a half, PostgreSQL's start for longer
      errorHandler() {}, // each call's callback hears of it, too
    })
  },
  flush: (client) => client.flush(),
}
