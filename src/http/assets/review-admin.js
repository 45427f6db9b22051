// An administrator's decision: the same photos and tools as on the reviewers' desk, one item a page.
for (const item of document.querySelectorAll('[data-item]')) window.reviewPhotos(item);
