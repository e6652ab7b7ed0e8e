import { element } from './element.js';
import { formatSize } from './format-size.js';

const SHORT_HASH = 8;

/** A discreet line on what was received; it opens to the whole truth, so that anyone can compare hashes. */
export function facts({ files, referenceId }) {
  const [first] = files;
  const size = formatSize(files.reduce((sum, file) => sum + file.size, 0));
  const summary =
    files.length === 1
      ? [`${size} · ${first.sha256.slice(0, SHORT_HASH)}… · ${first.name}`, `SHA-256 ${first.sha256}`]
      : [`${files.length} files · ${size}`, files.map((file) => `${file.sha256}  ${file.name}`).join('\n')];
  return element(
    'details',
    { className: 'facts' },
    element('summary', { title: summary[1] }, summary[0]),
    element(
      'dl',
      {},
      ...files.flatMap(fileFacts),
      element('dt', {}, 'Reference'),
      element('dd', {}, element('code', {}, referenceId)),
    ),
  );
}

function fileFacts({ name, contentType, size, sha256 }) {
  return [
    element('dt', {}, name),
    element(
      'dd',
      {},
      `${contentType}, ${size.toLocaleString()} bytes, SHA-256 `,
      element('code', {}, sha256),
    ),
  ];
}
