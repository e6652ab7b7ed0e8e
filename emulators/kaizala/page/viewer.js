import { element } from './element.js';

/** Shows pictures one at a time, as large as the window. Escape closes, the arrow keys turn the page. */
export function createViewer(dialog) {
  let files = [];
  let index = 0;
  const image = element('img');
  const name = element('p');
  const previous = button('previous', 'Previous picture', '‹', () => turn(-1));
  const next = button('next', 'Next picture', '›', () => turn(1));
  const close = button('close', 'Close', '×', () => dialog.close());
  dialog.append(image, name, previous, next, close);

  function turn(step) {
    index = Math.min(Math.max(index + step, 0), files.length - 1);
    image.src = files[index].url;
    image.alt = files[index].name;
    name.textContent =
      files.length === 1 ? files[0].name : `${index + 1} of ${files.length} · ${files[index].name}`;
    previous.hidden = index === 0;
    next.hidden = index === files.length - 1;
  }

  dialog.addEventListener('keydown', ({ key }) => {
    if (key === 'ArrowLeft') turn(-1);
    if (key === 'ArrowRight') turn(1);
  });
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close();
  });

  return (shownFiles, first) => {
    files = shownFiles;
    index = first;
    turn(0);
    dialog.showModal();
    close.focus();
  };
}

function button(className, label, sign, onclick) {
  return element('button', { className, type: 'button', ariaLabel: label, onclick }, sign);
}
