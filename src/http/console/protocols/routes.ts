import type { ConsoleRequest, ConsoleRoute } from '../route.ts';
import { adopt, askAbout } from './ask.ts';
import type { ProtocolPagesDeps } from './deps.ts';
import { listPage } from './list-page.tsx';
import { sheetPhoto } from './photo.ts';
import { checkResolved, openDisputed, resolvePage, saveResolved } from './resolve-page.tsx';
import { stationPage } from './station-page.tsx';
import { checkTyped, putBack, saveTyped, takeNext, typingPage } from './typing-page.tsx';

/** Result sheets: typed in by reviewers, resolved by administrators, listed by station. */
export function protocolRoutes(deps: ProtocolPagesDeps): readonly ConsoleRoute[] {
  const read = { method: 'GET', permission: 'protocols.read' } as const;
  const look = { method: 'GET', permission: 'protocols.type' } as const;
  const type = { method: 'POST', permission: 'protocols.type' } as const;
  const decide = { method: 'POST', permission: 'protocols.decide' } as const;
  const by = (handle: Handler) => (request: ConsoleRequest) => handle(deps, request);
  return [
    { ...look, path: '/typing', handle: by(typingPage) },
    { ...type, path: '/typing', handle: by(saveTyped) },
    { ...type, path: '/typing/next', handle: by(takeNext) },
    { ...type, path: '/typing/back', handle: by(putBack) },
    { ...type, path: '/typing/check', background: true, handle: by(checkTyped) },
    { ...look, path: '/typing/photos/:id/:position', background: true, handle: by(sheetPhoto) },
    { ...read, path: '/protocols', handle: by(listPage) },
    { ...read, path: '/protocols/stations/:id', handle: by(stationPage) },
    { method: 'POST', permission: 'protocols.adopt', path: '/protocols/adopt', handle: by(adopt) },
    { ...decide, path: '/protocols/:id/open', handle: by(openDisputed) },
    { ...decide, path: '/protocols/:id/open-again', handle: by(askAbout('open-again')) },
    { ...decide, path: '/protocols/:id/choose', handle: by(askAbout('choose')) },
    { ...decide, method: 'GET', path: '/protocols/:id/resolve', handle: by(resolvePage) },
    { ...decide, path: '/protocols/:id/resolve', handle: by(saveResolved) },
    { ...decide, path: '/protocols/:id/resolve/check', background: true, handle: by(checkResolved) },
  ];
}

type Handler = (deps: ProtocolPagesDeps, request: ConsoleRequest) => ReturnType<ConsoleRoute['handle']>;
