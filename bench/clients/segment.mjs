import { Analytics } from '@segment/analytics-node'

/** Segment's client: JSON to /v1/batch, Basic with the key as user name. */
export const segment = {
  name: 'segment-analytics-node',
  connect(url, writeKey) {
    const client = new Analytics({ writeKey, host: url, flushAt: 20, flushInterval: 200 })
    client.on('error', () => {}) // each call's callback hears of it, too
    return client
  },
  flush: (client) => client.closeAndFlush({ timeout: 90_000 }),
}
