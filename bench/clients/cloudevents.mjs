import { CloudEvent, emitterFor, httpTransport, Mode } from 'cloudevents'

const BATCH = 20

/** The CloudEvents SDK's own transport, in each mode. It never sends again by itself: what it sent twice here must count once. */
export async function sendCloudEvents(url, key, customer) {
  const transport = httpTransport(`${url}/v1/cloudevents`)
  const headers = { authorization: `Bearer ${key}` }
  const event = (id, type, more) =>
    new CloudEvent({ id: `${customer}-${id}`, source: '/bench/clients', type, ...more })
  const own = (id, call, data) => event(id, `io.cairn.${call}`, { data: { userId: customer, ...data } })

  const singles = [
    event('view', 'product_view', { anonymousid: `${customer}-device`, data: { value: 2 } }),
    // not without data: the SDK's transport cannot send that in binary mode
    event('bare', 'newsletter_opened', { subject: customer, time: new Date().toISOString(), data: {} }),
    own('identify', 'identify', { anonymousId: `${customer}-device`, traits: { country: 'DE' } }),
    own('page', 'page', { name: 'home' }),
    own('screen', 'screen', { name: 'cart' }),
    own('group', 'group', { groupId: 'club' }),
  ]
  const answers = []
  for (const single of singles) {
    for (const mode of [Mode.BINARY, Mode.STRUCTURED]) {
      answers.push(await emitterFor(transport, { mode })(single, { headers }))
    }
  }

  const purchases = Array.from({ length: BATCH }, (_, n) =>
    event(`purchase-${n}`, 'purchase', { userid: customer, data: { n, value: 2 } }))
  const batch = {
    headers: { 'content-type': 'application/cloudevents-batch+json' },
    body: JSON.stringify([...purchases, { specversion: '1.0' }]),
  }
  answers.push(await transport(batch, { headers }))

  const receipts = answers.map(({ body }) => JSON.parse(body))
  const sum = (field) => receipts.reduce((all, receipt) => all + (receipt[field] ?? 0), 0)
  return {
    sent: singles.length + BATCH,
    accepted: sum('accepted'),
    duplicates: sum('duplicates'),
    rejected: receipts.flatMap((receipt) => receipt.rejected ?? []),
    repeated: singles.length,
    purchases: BATCH,
  }
}
