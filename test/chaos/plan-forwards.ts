import type { FileBehaviour } from '../../emulators/files/file-behaviour.ts';
import type { FileKind, PlannedFile, PlannedForward, Repetition } from './planned-forward.ts';
import type { Random } from './random.ts';

export interface PlanOptions {
  readonly count: number;
  /** Whether people choose the group, on the card. Then nobody types. */
  readonly hasChoice: boolean;
  /** Whether downloads may stall, each of which takes the bot 20 seconds to notice. */
  readonly stalls: boolean;
}

interface Format {
  readonly kind: FileKind;
  readonly extension: string;
  /** How files of the format begin. */
  readonly magic: Buffer;
}

const FORMATS: readonly [Format, ...Format[]] = [
  { kind: 'image', extension: 'jpg', magic: Buffer.from('ffd8ffe000104a46494600', 'hex') },
  { kind: 'image', extension: 'jpg', magic: Buffer.from('ffd8ffe000104a46494600', 'hex') },
  { kind: 'image', extension: 'png', magic: Buffer.from('89504e470d0a1a0a', 'hex') },
  { kind: 'document', extension: 'pdf', magic: Buffer.from('%PDF-1.7\n') },
  { kind: 'document', extension: 'docx', magic: Buffer.from('504b030414000600', 'hex') },
  { kind: 'video', extension: 'mp4', magic: Buffer.from('000000186674797069736f6d', 'hex') },
  { kind: 'audio', extension: 'mp3', magic: Buffer.from('ID3\x04\x00', 'latin1') },
];

const SUBJECTS = ['pump', 'règle 7', 'схема', '報告', 'valve "B"'] as const;
const REMARKS = [
  'checked',
  'ärger & größe <b>',
  '**not** _markdown_',
  '早班 ✅',
  'line one\nline two',
  'a\\b "c" \'d\'',
] as const;

/** Draws up what everybody is going to do. It depends on the seed alone. */
export function planForwards(random: Random, { count, hasChoice, stalls }: PlanOptions): PlannedForward[] {
  return Array.from({ length: count }, (_, index) => {
    const id = `f${String(index).padStart(4, '0')}`;
    const answer = answerOf(random, hasChoice);
    const hasCaption = answer === 'forward' || answer === 'typed';
    return {
      index,
      id,
      files: filesOf(random, id, stalls),
      answer,
      caption: hasCaption ? `${random.pick(REMARKS)} ${id}` : '',
      thinkMs: random.int(0, 1_500),
      overlaps: random.chance(0.25),
      group: random.int(0, 1_000),
      activityRepetition: repetitionOf(random),
      answerRepetition: repetitionOf(random),
    };
  });
}

function answerOf(random: Random, hasChoice: boolean): PlannedForward['answer'] {
  const draw = random.next();
  if (draw < 0.06) return 'cancel';
  if (draw < 0.2) return 'skip';
  if (hasChoice || draw < 0.75) return 'forward';
  return draw < 0.97 ? 'typed' : 'typedCancel';
}

function repetitionOf(random: Random): Repetition {
  const draw = random.next();
  if (draw < 0.12) return { kind: 'parallel', copies: random.int(2, 5) };
  if (draw < 0.24) return { kind: 'later', afterMs: random.int(500, 8_000) };
  return { kind: 'none' };
}

function filesOf(random: Random, id: string, stalls: boolean): PlannedFile[] {
  const haveOneName = random.chance(0.3);
  const subject = random.pick(SUBJECTS);
  const shared = random.pick(FORMATS);
  return Array.from({ length: random.int(1, 4) }, (_, index) => {
    const { kind, extension, magic } = haveOneName ? shared : random.pick(FORMATS);
    const size = Math.round(1_000 * 400 ** random.next());
    return {
      name: `${subject} ${id}${haveOneName ? '' : `-${index}`}.${extension}`,
      kind,
      size,
      head: Buffer.concat([magic, random.bytes(16)]),
      behaviour: behaviourOf(random, size, stalls),
    };
  });
}

function behaviourOf(random: Random, size: number, stalls: boolean): FileBehaviour {
  const draw = random.next();
  const afterBytes = random.int(0, size - 1);
  if (draw < 0.8) return { kind: 'ok' };
  if (draw < 0.85) return { kind: 'slow', bytesPerSecond: Math.max(size / 2, 1_000) };
  if (draw < 0.9) return { kind: 'status', status: 503, times: random.int(1, 2) };
  if (draw < 0.95) return { kind: 'cut', afterBytes, times: 1 };
  if (draw < 0.97) return { kind: 'chunked' };
  if (draw < 0.98) return stalls ? { kind: 'stall', afterBytes, times: 1 } : { kind: 'ok' };
  return draw < 0.99 ? { kind: 'status', status: 404 } : { kind: 'ok' };
}
