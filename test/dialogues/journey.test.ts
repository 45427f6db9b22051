import { loadCatalogues } from '../../src/i18n/catalogues.ts';
import { Conversation, fakePhoneKey, NEWCOMER, someWorld } from '../support/conversation.ts';

const catalogues = loadCatalogues();

describe('a citizen, from the first word to the last', () => {
  test.each(['telegram', 'viber'] as const)('registers and hands in a ballot on %s', async (messenger) => {
    const chat = new Conversation({ catalogues, person: { ...NEWCOMER, messenger }, world: someWorld() });
    await chat.start('from-a-leaflet');
    expect(chat.optionIds).toEqual(['language:be', 'language:ru', 'language:en']);
    await chat.tap('language:en');
    expect(chat.text).toContain('Do you agree?');
    await chat.tap('consent:yes');
    expect(chat.person).toMatchObject({ language: 'en', consented: true, tier: null });
    expect(chat.last.messages.at(-1)?.request?.what).toBe('contact');
    await chat.contact('375291112233');
    expect(chat.person.tier).toBe('verified');
    expect(chat.open).toBe('station');
    await chat.say('3');
    expect(chat.text).toContain('No. 3 · School 3');
    await chat.tap('station:confirm');
    expect(chat.person.stationId).toBe('00000000-0000-4000-8000-000000000003');
    expect(chat.open).toBe('declare');
    await chat.tap('declare:choice:moon');
    expect(chat.open).toBe('menu');
    await chat.tap('menu:ballot');
    await chat.tap('choice:moon');
    await chat.photo();
    await chat.photo();
    expect(chat.text).toContain('Photos: 2');
    await chat.tap('ballot:confirm');
    expect(chat.text).toContain('Received');
    expect(chat.open).toBe(messenger === 'telegram' ? 'clean-up' : 'menu');
    const fetched = chat.intents.flatMap((intent) => (intent.do === 'fetch-photo' ? [intent.photoId] : []));
    expect(fetched).toHaveLength(2);
    expect(chat.intents).toContainEqual(
      expect.objectContaining({
        do: 'hand-in',
        electionId: 'lagoda-1',
        stationId: '00000000-0000-4000-8000-000000000003',
        choiceId: 'moon',
        tier: 'verified',
        photoIds: fetched,
      }),
    );
    if (messenger === 'telegram') {
      await chat.tap('clean:yes');
      expect(chat.intents.at(-1)).toEqual({ do: 'clean-up' });
    }
    await chat.command('forget');
    await chat.tap('forget:yes');
    expect(chat.intents.at(-1)).toEqual({ do: 'forget' });
    expect(chat.state).toBeNull();
    expect(fakePhoneKey('+375291112233')).not.toContain('375');
  });
});
