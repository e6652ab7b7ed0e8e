import { createSocket, type Socket } from 'node:dgram';
import type { LookupAddress } from 'node:dns';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { Resolve } from '../../services/files/egress/public-lookup.ts';

const CNAME = 5;
const AAAA = 28;
const HEADER_BYTES = 12;

/** What a name has: addresses, and another name that it stands for. */
export interface Records {
  readonly addresses: readonly string[];
  readonly alias?: string;
}

export interface Query {
  readonly name: string;
  readonly type: 'A' | 'AAAA';
}

/** A name server on loopback whose answers may differ from query to query. None may be kept: their TTL is 0. */
export class NameServer {
  readonly queries: Query[] = [];
  readonly #socket: Socket;
  readonly #script = new Map<string, Records[]>();

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('message', (query, { port, address }) => socket.send(this.#answer(query), port, address));
  }

  static async start(): Promise<NameServer> {
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    await once(socket, 'listening');
    return new NameServer(socket);
  }

  get address(): string {
    return `127.0.0.1:${(this.#socket.address() as AddressInfo).port}`;
  }

  /** Sets what a name has, query by query of each type; the last holds from then on. */
  script(name: string, ...records: readonly Records[]): void {
    for (const type of ['A', 'AAAA']) this.#script.set(`${type} ${name}`, [...records]);
  }

  /** Resolves by this server alone. */
  get resolve(): Resolve {
    return resolveBy(this.address);
  }

  async stop(): Promise<void> {
    this.#socket.close();
    await once(this.#socket, 'close');
  }

  #answer(query: Buffer): Buffer {
    const { name, end } = readName(query);
    const type = query.readUInt16BE(end);
    const kind = type === AAAA ? 'AAAA' : 'A';
    this.queries.push({ name, type: kind });
    const steps = this.#script.get(`${kind} ${name}`) ?? [];
    const records = (steps.length > 1 ? steps.shift() : steps[0]) ?? { addresses: [] };
    const owner = records.alias === undefined ? Buffer.from([0xc0, HEADER_BYTES]) : writeName(records.alias);
    const answers = records.addresses
      .map((address) => Buffer.from(ipaddr.parse(address).toByteArray()))
      .filter(({ length }) => length === (type === AAAA ? 16 : 4))
      .map((data) => record(owner, type, data));
    if (records.alias !== undefined) {
      answers.unshift(record(Buffer.from([0xc0, HEADER_BYTES]), CNAME, writeName(records.alias)));
    }
    const header = Buffer.alloc(HEADER_BYTES);
    query.copy(header, 0, 0, 2);
    header.writeUInt16BE(0x8580, 2);
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(answers.length, 6);
    return Buffer.concat([header, query.subarray(HEADER_BYTES, end + 4), ...answers]);
  }
}

function resolveBy(server: string): Resolve {
  return (hostname, _options, callback) => {
    const resolver = new Resolver({ timeout: 1000, tries: 1 });
    resolver.setServers([server]);
    const find = (family: 4 | 6): Promise<LookupAddress[]> =>
      resolver[`resolve${family}`](hostname).then(
        (addresses) => addresses.map((address) => ({ address, family })),
        () => [],
      );
    void Promise.all([find(4), find(6)]).then((found) => callback(null, found.flat()));
  };
}

function readName(packet: Buffer): { readonly name: string; readonly end: number } {
  const labels: string[] = [];
  let at = HEADER_BYTES;
  for (let length = packet[at] ?? 0; length > 0; length = packet[at] ?? 0) {
    labels.push(packet.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.'), end: at + 1 };
}

function writeName(name: string): Buffer {
  const labels = name.split('.').map((label) => Buffer.from(`${String.fromCharCode(label.length)}${label}`));
  return Buffer.concat([...labels, Buffer.alloc(1)]);
}

function record(owner: Buffer, type: number, data: Buffer): Buffer {
  const fields = Buffer.alloc(10);
  fields.writeUInt16BE(type, 0);
  fields.writeUInt16BE(1, 2);
  fields.writeUInt16BE(data.length, 8);
  return Buffer.concat([owner, fields, data]);
}
