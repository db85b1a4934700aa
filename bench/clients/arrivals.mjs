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

async function get(address, key) {
  const response = await fetch(address, { headers: { authorization: `Bearer ${key}` } })
  if (!response.ok) {
    throw new Error(`GET ${address}: ${response.status} ${await response.text()}`)
  }
  return response.json()
}
