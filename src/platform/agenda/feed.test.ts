import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestOffice, type TestOffice } from '../../../test/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openTestOffice();
  office.at('2026-09-20');
  const days = ['2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04', '2026-10-05', '2026-10-06', '2026-10-07'];
  const published = await (
    await office.as('蒋雪')
  ).post('/api/verbs/publish-roster', {
    holiday: '国庆节',
    from: days[0],
    until: days.at(-1),
    days: days.map((day) => ({ day, personId: office.culture.people.get('韩梅') })),
  });
  expect(published.status).toBe(200);
});
afterAll(() => office.close());

/** As a calendar program asks: without cookie or header of ours. */
const fetched = async (url: string): Promise<{ readonly status: number; readonly text: string; readonly type: string }> => {
  const answer = await office.app.inject({ method: 'GET', url });
  return { status: answer.statusCode, text: answer.body.replaceAll('\r\n ', ''), type: String(answer.headers['content-type']) };
};

test('one’s own agenda and duties are read at a secret address, without signing in', async () => {
  const person = await office.as('韩梅');
  const { path } = (await person.post('/api/agenda/feed')).body;
  const feed = await fetched(path);
  expect(feed.type).toContain('text/calendar');
  expect(feed.text.match(/BEGIN:VEVENT/g)).toHaveLength(14); // seven duties on their days, and the log of each on the next
  expect(feed.text).toContain('DTSTART:20260930T160000Z');
  expect(feed.text).toContain('SUMMARY:值班');
  expect(feed.text).toMatch(/DTSTART;VALUE=DATE:20261002\r?\n[\s\S]*SUMMARY:到期：2026-10-01值班：值班记录/);
  expect((await fetched((await (await office.as('沈明')).post('/api/agenda/feed')).body.path)).text).not.toContain('BEGIN:VEVENT');
});

test('a made-up address, an ended one and one replaced by a newer answer alike: there is nothing', async () => {
  const person = await office.as('韩梅');
  const first = (await person.post('/api/agenda/feed')).body.path;
  const second = (await person.post('/api/agenda/feed')).body.path;
  expect((await fetched(first)).status).toBe(404);
  expect((await fetched(second)).status).toBe(200);
  expect((await fetched(second.replace(/\.[\w-]{43}\./, `.${'x'.repeat(43)}.`))).status).toBe(404);
  expect((await fetched(second.replace(/feed\/\d+\./, `feed/${office.stations.officeId}.`))).status).toBe(404);
  expect((await fetched('/api/agenda/feed/1.ics')).status).toBe(400);
  expect((await person.get('/api/agenda/feed')).body.madeAt).not.toBeNull();
  const { rows } = await office.database.owner.query<{ answers: string }>(
    `select string_agg(answer::text, '') as answers from act_key where verb = 'open-agenda-feed'`,
  );
  expect(rows[0]?.answers).not.toContain(second.split('.')[1]);
  const ended = await office.app.inject({ method: 'DELETE', url: '/api/agenda/feed', headers: { 'x-guiju': '1' } });
  expect(ended.statusCode).toBe(401);
});

test('somebody who guesses is held up', async () => {
  const statuses: number[] = [];
  for (let guess = 0; guess < 31; guess += 1) {
    const url = `/api/agenda/feed/${office.culture.officeId}.${String(guess).padStart(43, 'g')}.ics`;
    statuses.push((await office.app.inject({ method: 'GET', url, remoteAddress: '10.9.8.7' })).statusCode);
  }
  expect(statuses.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 404));
  expect(statuses.at(-1)).toBe(429);
});
