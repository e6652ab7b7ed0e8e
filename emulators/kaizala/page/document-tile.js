import { element } from './element.js';
import { formatSize } from './format-size.js';

const FAMILIES = {
  PDF: 'pdf',
  DOC: 'word',
  DOCX: 'word',
  XLS: 'excel',
  XLSX: 'excel',
  PPT: 'powerpoint',
  PPTX: 'powerpoint',
};

/** A document to save: what it is, its name, its size. */
export function documentTile({ name, size, url }) {
  const type = name.slice(name.lastIndexOf('.') + 1).toUpperCase();
  return element(
    'a',
    { className: 'document', href: url, download: name, ariaLabel: `Download ${name}, ${formatSize(size)}` },
    element('span', { className: 'badge', 'data-family': FAMILIES[type] }, type),
    element(
      'span',
      {},
      element('span', { className: 'file-name' }, name),
      element('span', { className: 'file-size' }, formatSize(size)),
    ),
    saveIcon(),
  );
}

function saveIcon() {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('class', 'save');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', 'M10 3v9m-4-4 4 4 4-4M4 16h12');
  path.setAttribute('fill', 'none');
  path.setAttribute('stroke', 'currentColor');
  path.setAttribute('stroke-width', '2');
  path.setAttribute('stroke-linecap', 'round');
  path.setAttribute('stroke-linejoin', 'round');
  svg.append(path);
  return svg;
}
