// Passkeys: <form data-passkey="create|get" data-options="address"> asks the browser for one before it is sent.
const { startAuthentication, startRegistration } = window.SimpleWebAuthnBrowser ?? {};

for (const form of document.querySelectorAll('form[data-passkey]')) {
  const problem = form.querySelector('[data-passkey-problem]');
  const button = form.querySelector('[type="submit"]');
  const say = (text) => {
    problem.hidden = text === undefined;
    problem.textContent = text ?? '';
  };

  // A passkey belongs to a name, not to a number: 127.0.0.1 has none.
  const { origin } = form.dataset;
  if (origin && origin !== location.origin && /^(127\.|\[::1\])/.test(location.hostname)) {
    location.replace(origin + location.pathname + location.search + location.hash);
  }
  if (!window.PublicKeyCredential) {
    say(form.dataset.unsupported);
    button.disabled = true;
  }

  form.addEventListener('submit', async (event) => {
    const field = form.elements.namedItem('response');
    if (field.value !== '') return;
    event.preventDefault();
    // The page's own script would think that it had been sent.
    event.stopPropagation();
    if (!form.reportValidity()) return;
    say(undefined);
    button.setAttribute('aria-busy', 'true');
    try {
      const query = new URLSearchParams(new FormData(form));
      for (const name of ['_csrf', 'response', 'next']) query.delete(name);
      const answer = await fetch(`${form.dataset.options}?${query}`, { headers: { accept: 'application/json' } });
      if (!answer.ok) throw new Error('no options');
      const optionsJSON = await answer.json();
      const ask = form.dataset.passkey === 'create' ? startRegistration : startAuthentication;
      field.value = JSON.stringify(await ask({ optionsJSON }));
      form.requestSubmit(button);
    } catch (error) {
      field.value = '';
      button.removeAttribute('aria-busy');
      const known = error.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED' || error.name === 'InvalidStateError';
      say(known ? form.dataset.known : error.name === 'NotAllowedError' ? form.dataset.cancelled : form.dataset.failed);
    }
  });
}

// An invitation's code stands behind the #, where no server sees it. It may come into a page that is open.
const invitation = document.querySelector('form[data-invitation]');
function accept() {
  if (location.hash.length <= 1) return;
  invitation.elements.namedItem('token').value = location.hash.slice(1);
  history.replaceState(null, '', location.pathname + location.search);
  invitation.requestSubmit();
}
if (invitation) {
  addEventListener('hashchange', accept);
  accept();
}
