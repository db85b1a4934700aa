const TRIES = 30

/** What Cairn has of a customer: all of the timeline, and the profile. */
export async function arrivals(url, key, customer) {
  const address = `${url}/v1/profiles/${encodeURIComponent(customer)}`
  const timeline = []
  let cursor = ''
  do {
    const page = await get(`${address}/events?limit=100${cursor}`, key)
    timeline.push(...page.items)
    cursor = page.next ? `&cursor=${encodeURIComponent(page.next)}` : null
  } while (cursor !== null)
  return { timeline, profile: await get(address, key) }
}

/** Of a Cairn whose PostgreSQL was just killed it asks again, as its 503 says. */
async function get(address, key) {
  let response
  for (let n = 0; n === 0 || (response.status === 503 && n < TRIES); n++) {
    if (n > 0) {
      await new Promise((resolve) => setTimeout(resolve, 1_000))
    }
    response = await fetch(address, { headers: { authorization: `Bearer ${key}` } })
  }
  if (!response.ok) {
    throw new Error(`GET ${address}: ${response.status} ${await response.text()}`)
  }
  return response.json()
}
