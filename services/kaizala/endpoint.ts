/**
 * Where calls go. Two answers name the place: an access token's `endpointUrl` and a 308. The newer one counts,
 * with one exception: an access token that names the same place as before the move (or the first access token
 * after a restart, when it isn't known what was named before) is no news and doesn't undo the 308, whose new
 * place is "to be used from then on".
 */
export class Endpoint {
  readonly #apiRoot: URL;
  #announced: URL | undefined;
  #moved: URL | undefined;

  constructor(apiRoot: URL) {
    this.#apiRoot = apiRoot;
  }

  get current(): URL {
    return this.#moved ?? this.#announced ?? this.#apiRoot;
  }

  /** Takes note of an access token's `endpointUrl`. True if that undoes an earlier 308. */
  announce(url: URL): boolean {
    const isNews = this.#announced !== undefined && this.#announced.href !== url.href;
    const undoesMove = isNews && this.#moved !== undefined;
    this.#announced = url;
    if (isNews) this.#moved = undefined;
    return undoesMove;
  }

  moveTo(url: URL): void {
    this.#moved = url;
  }

  /** A place that can't be reached may be gone: the next call asks at the announced one, which knows of moves. */
  forgetMove(): void {
    this.#moved = undefined;
  }
}
