// Sends the same customer's life through each client to a running Cairn, with PostgreSQL killed on the way, and checks
// by Cairn's own API that all of it arrived, and none of it twice.
// Usage: node main.mjs EVENTS_SERVICE_URL KEY FILE_WITH_POSTGRESQL'S_PROCESS_ID
import { readFileSync } from 'node:fs'
import { arrivals } from './arrivals.mjs'
import { browse } from './browser.mjs'
import { sendCloudEvents } from './cloudevents.mjs'
import { Delivery } from './delivery.mjs'
import { rudder } from './rudder.mjs'
import { segment } from './segment.mjs'

const TRACKS = 200
const WRONG_KEY_PATIENCE_MS = 5_000
const BROWSER_PATIENCE_MS = 30_000

const [url, key, postgresPidFile] = process.argv.slice(2)

function fail(message) {
  throw new Error(message)
}

function same(what, actual, expected) {
  if (actual !== expected) {
    fail(`${what}: ${actual}, not ${expected}`)
  }
}

/** What a customer does: as many calls as this returns. */
function live(delivery, customer) {
  delivery.send('track', { anonymousId: `${customer}-device`, event: 'product_view' })
  delivery.send('alias', { userId: customer, previousId: `${customer}-device` })
  delivery.send('identify', { userId: customer, traits: { country: 'DE', plan: 'gold' } })
  delivery.send('page', { userId: customer, name: 'home', category: 'start' })
  delivery.send('screen', { userId: customer, name: 'cart' })
  delivery.send('group', { userId: customer, groupId: 'club', traits: { size: 3 } })
  for (let n = 1; n <= TRACKS; n++) {
    delivery.send('track', { userId: customer, event: 'purchase', properties: { n, value: 2 } })
  }
}

async function everythingArrivesOnce(client) {
  const customer = `${client.name}-${Date.now()}`
  const delivery = new Delivery(client.connect(url, key))
  delivery.onFirst(() => process.kill(Number(readFileSync(postgresPidFile, 'utf8')), 'SIGKILL'))
  live(delivery, customer)
  await client.flush(delivery.client)
  const failures = await delivery.failures()
  same(`given up, the first for ${failures[0]}`, failures.length, 0)

  const { timeline, profile } = await arrivals(url, key, customer)
  const sent = TRACKS + 6
  const distinct = new Set(timeline.map((item) => item.messageId)).size
  const purchases = timeline.filter((item) => item.event === 'purchase')
  console.log(
    `${client.name}: sent=${sent} timeline=${timeline.length} distinct=${distinct}` +
      ` counted=${profile.events.purchase?.count}`,
  )
  same('events in the timeline', timeline.length, sent)
  same('distinct events in the timeline', distinct, sent)
  same('distinct purchases', new Set(purchases.map((item) => item.properties.n)).size, TRACKS)
  same('purchases in the profile', profile.events.purchase.count, TRACKS)
  same('value of the purchases', profile.events.purchase.total, 2 * TRACKS)
  for (const name of ['product_view', 'home', 'cart']) {
    same(`${name} in the profile`, profile.events[name]?.count, 1)
  }
  same('country', profile.traits.country, 'DE')
  for (const type of ['identify', 'alias', 'group', 'page', 'screen']) {
    same(`${type} in the timeline`, timeline.filter((item) => item.type === type).length, 1)
  }
  const hour = 3_600_000
  for (const item of timeline) {
    if (Math.abs(Date.now() - Date.parse(item.at)) > hour) {
      fail(`${item.type} happened at ${item.at}`)
    }
  }
}

async function wrongKeyIsGivenUpAtOnce(client) {
  const delivery = new Delivery(client.connect(url, `${key}-wrong`))
  const began = Date.now()
  delivery.send('track', { userId: 'nobody', event: 'purchase' })
  await client.flush(delivery.client)
  same('failed with a wrong key', (await delivery.failures()).length, 1)
  if (Date.now() - began > WRONG_KEY_PATIENCE_MS) {
    fail(`gave up only after ${Date.now() - began} ms`)
  }
}

async function everyModeArrivesOnce() {
  const customer = `cloudevents-${Date.now()}`
  const result = await sendCloudEvents(url, key, customer)
  const { timeline, profile } = await arrivals(url, key, customer)
  console.log(
    `cloudevents: sent=${result.sent} accepted=${result.accepted} duplicates=${result.duplicates}` +
      ` timeline=${timeline.length} counted=${profile.events.purchase?.count}`,
  )
  same('accepted', result.accepted, result.sent)
  same('duplicates', result.duplicates, result.repeated)
  same('rejected', result.rejected.map((item) => item.index).join(), `${result.purchases}`)
  same('events in the timeline', timeline.length, result.sent)
  same('purchases in the profile', profile.events.purchase.count, result.purchases)
  same('value of the purchases', profile.events.purchase.total, 2 * result.purchases)
  for (const name of ['product_view', 'newsletter_opened', 'home', 'cart']) {
    same(`${name} in the profile`, profile.events[name]?.count, 1)
  }
  same('country', profile.traits.country, 'DE')
}

/** What a browser sends is not waited for: a page that is left takes nothing back. */
async function everythingOfABrowserArrivesOnce({ name, deliveryStrategy }) {
  const customer = `${name}-${Date.now()}`
  const { sent, purchases } = await browse(url, key, customer, deliveryStrategy)
  const end = Date.now() + BROWSER_PATIENCE_MS
  let found
  do {
    await new Promise((resolve) => setTimeout(resolve, 100))
    found = await arrivals(url, key, customer).catch(() => ({ timeline: [] }))
  } while (found.timeline.length < sent && Date.now() < end)
  console.log(`${name}: sent=${sent} timeline=${found.timeline.length}`)
  same('events in the timeline', found.timeline.length, sent)
  same('purchases in the profile', found.profile.events.purchase.count, purchases)
  same('value of the purchases', found.profile.events.purchase.total, 2 * purchases)
  for (const event of ['product_view', 'home', 'cart']) {
    same(`${event} in the profile`, found.profile.events[event]?.count, 1)
  }
  same('country', found.profile.traits.country, 'DE')
}

let failed = 0
async function run(name, check, client) {
  try {
    await check(client)
    console.log(`${name}: ${check.name} passed`)
  } catch (error) {
    failed++
    console.log(`${name}: ${check.name} FAILED: ${error.message}`)
  }
}
for (const client of [segment, rudder]) {
  for (const check of [everythingArrivesOnce, wrongKeyIsGivenUpAtOnce]) {
    await run(client.name, check, client)
  }
}
await run('cloudevents', everyModeArrivesOnce)
const batching = { strategy: 'batching', config: { size: 7, timeout: 200 } }
for (const browser of [
  { name: 'segment-analytics-next' },
  { name: 'segment-analytics-next-batching', deliveryStrategy: batching },
]) {
  await run(browser.name, everythingOfABrowserArrivesOnce, browser)
}
process.exit(failed === 0 ? 0 : 1)
