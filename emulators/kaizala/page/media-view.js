import { documentTile } from './document-tile.js';
import { element } from './element.js';

const SHOWN_IN_ALBUM = 4;

/** A post's media as its readers use it, or undefined for a text message. */
export function mediaView({ actionType, files }, openViewer) {
  const [file] = files;
  switch (actionType) {
    case 'Image':
      return picture(file, () => openViewer(files, 0));
    case 'Album':
      return album(files, openViewer);
    case 'Audio':
      return element(
        'div',
        { className: 'audio' },
        element('p', { className: 'file-name' }, file.name),
        element('audio', { controls: true, preload: 'metadata', src: file.url, ariaLabel: file.name }),
      );
    case 'Video':
      return element('video', {
        className: 'video',
        controls: true,
        playsInline: true,
        preload: 'metadata',
        src: file.url,
        ariaLabel: file.name,
      });
    case 'Document':
      return documentTile(file);
    default:
      return undefined;
  }
}

function picture({ url, name }, open, ...extra) {
  return element(
    'button',
    { className: 'picture', type: 'button', onclick: open },
    element('img', { src: url, alt: name }),
    ...extra,
  );
}

function album(files, openViewer) {
  const hidden = files.length - SHOWN_IN_ALBUM;
  const pictures = files.slice(0, SHOWN_IN_ALBUM).map((file, index) => {
    const more =
      hidden > 0 && index === SHOWN_IN_ALBUM - 1
        ? element('span', { className: 'more', ariaLabel: `and ${hidden} more` }, `+${hidden}`)
        : undefined;
    return picture(file, () => openViewer(files, index), more);
  });
  return element('div', { className: 'album', 'data-count': String(files.length) }, ...pictures);
}
