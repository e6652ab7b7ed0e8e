import type { ModalView } from '@slack/web-api';
import { cut } from '../../blocks/cut.ts';
import { LIMITS } from '../../blocks/limits.ts';
import { paragraph, plain, run } from '../../blocks/texts.ts';

/** A modal that only says something. @param text may have names from outside */
export function noticeView(title: string, text: string): ModalView {
  return {
    type: 'modal',
    title: plain(title, LIMITS.modalTitle),
    close: plain('Close', LIMITS.modalTitle),
    blocks: text
      .split('\n\n')
      .slice(0, LIMITS.modalBlocks)
      .map((part) => paragraph(run(cut(part, LIMITS.sectionText)))),
  };
}
