// An administrator's decision: the same photos and tools as on the reviewers' desk, one item a page. An answer's key only
// leads to its button: what is decided here cannot be taken back, so Enter says it.
for (const item of document.querySelectorAll('[data-item]')) window.reviewPhotos(item);

const answers = [...document.querySelectorAll('[data-item] button[data-key]')];

addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, select, textarea')) return;
  // By what it types, or by where it is: letters work in a Cyrillic layout, too.
  const place = event.code.replace(/^(Key|Digit|Numpad)/, '').toLowerCase();
  const names = [event.key.toLowerCase(), event.shiftKey ? `shift+${place}` : place];
  answers.find(({ dataset }) => names.includes(dataset.key))?.focus();
});
