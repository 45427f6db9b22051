import { addToChronicle } from './add-to-chronicle.ts';
import { ballot } from './ballot.ts';
import { chronicle } from './chronicle.ts';
import { cleanUp } from './clean-up.ts';
import { declare } from './declare.ts';
import type { Dialogue, DialogueName } from './dialogue.ts';
import { forget } from './forget.ts';
import { funds } from './funds.ts';
import { kept } from './kept.ts';
import { language } from './language.ts';
import { menu } from './menu.ts';
import { myStation } from './my-station.ts';
import { needHelp } from './need-help.ts';
import { profile } from './profile.ts';
import { protocol } from './protocol.ts';
import { register } from './register.ts';
import { show } from './show.ts';
import { station } from './station.ts';
import { survey } from './survey.ts';
import { walk } from './walk.ts';
import { welcome } from './welcome.ts';

export type Dialogues = Readonly<Record<DialogueName, Dialogue>>;

/** Every conversation, by its name. */
export const DIALOGUES: Dialogues = {
  welcome,
  register,
  station,
  declare,
  ballot,
  protocol,
  'clean-up': cleanUp,
  'my-station': myStation,
  survey,
  profile,
  language,
  kept,
  forget,
  show,
  walk,
  chronicle,
  'add-to-chronicle': addToChronicle,
  funds,
  'need-help': needHelp,
  menu,
};
