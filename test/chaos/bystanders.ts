import { setTimeout as delay } from 'node:timers/promises';
import type { KaizalaEmulator } from '../../emulators/kaizala/emulator.ts';
import type { Random } from './random.ts';

const NAMES = ['Asha Rao', 'Ravi Menon', 'Łukasz Nowak', 'Kaizala bridge'] as const;
const KINDS = ['Image', 'Image', 'Image', 'Album', 'Document', 'Video', 'Audio', 'Message'] as const;

/** Members of the groups who post there what has nothing to do with the bot. */
export class Bystanders {
  readonly #kaizala: KaizalaEmulator;
  readonly #random: Random;
  #isOver = false;
  #posts = 0;

  constructor(kaizala: KaizalaEmulator, random: Random) {
    this.#kaizala = kaizala;
    this.#random = random;
  }

  get posts(): number {
    return this.#posts;
  }

  /** Resolves after `stop`. */
  async chat(): Promise<void> {
    while (!this.#isOver) {
      await delay(this.#random.int(100, 900));
      const group = this.#random.pick(this.#kaizala.groups);
      if (this.#isOver || group === undefined) return;
      this.#posts += 1;
      this.#kaizala.postAs({
        sender: this.#random.pick(NAMES),
        groupId: group.groupId,
        actionType: this.#random.pick(KINDS),
        caption: `Nothing to do with a bot, ${this.#posts}`,
      });
    }
  }

  stop(): void {
    this.#isOver = true;
  }
}
