/** Calls of one client, and what it says became of each. Both clients call back with an error, or none. */
export class Delivery {
  #results = []
  #onFirst = () => {}

  constructor(client) {
    this.client = client
  }

  /** @param action run once, when the first call was delivered */
  onFirst(action) {
    this.#onFirst = action
  }

  send(call, message) {
    this.#results.push(
      new Promise((resolve) => {
        this.client[call](message, (error) => {
          if (!error) {
            const action = this.#onFirst
            this.#onFirst = () => {}
            action()
          }
          resolve(error)
        })
      }),
    )
  }

  /** The errors, once the client is done with every call. */
  async failures() {
    return (await Promise.all(this.#results)).filter(Boolean)
  }
}
