import { JSDOM } from 'jsdom'

const GLOBALS = ['document', 'navigator', 'location', 'history', 'screen', 'localStorage', 'sessionStorage', 'Event',
  'CustomEvent', 'XMLHttpRequest']

/** A page of a shop, as a browser shows it: Segment's client for browsers finds its window and document in it. */
function open(page) {
  const { window } = new JSDOM('<!doctype html><title>Shop</title>', { url: page })
  window.fetch = globalThis.fetch
  const define = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
  define('window', window)
  GLOBALS.forEach((name) => define(name, window[name]))
}

/**
 * Sends what a customer does by Segment's Analytics.js 2: text/plain with the key in the body, to /v1/t, /v1/i and so on, or
 * by the batch to /v1/b.
 * @return how many calls it were, of them the purchases
 */
export async function browse(url, writeKey, customer, deliveryStrategy) {
  open('http://shop.example/start')
  const { AnalyticsBrowser } = await import('@segment/analytics-next')
  const { host, protocol } = new URL(url)
  const settings = { apiKey: writeKey, apiHost: `${host}/v1`, protocol: protocol.replace(':', ''), deliveryStrategy }
  const analytics = AnalyticsBrowser.load({ writeKey, cdnSettings: { integrations: { 'Segment.io': settings } } })
  await analytics.track('product_view')
  await analytics.identify(customer, { country: 'DE' })
  const purchases = 20
  for (let n = 1; n <= purchases; n++) {
    await analytics.track('purchase', { n, value: 2 })
  }
  await analytics.page('home')
  await analytics.screen('cart')
  await analytics.group('club', { size: 3 })
  return { sent: purchases + 5, purchases }
}
