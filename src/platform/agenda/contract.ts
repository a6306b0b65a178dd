/** What an entry is about. */
export const AGENDA_SORTS = ['出差', '休假', '外出', '值班', '接待', '用车'] as const;
export type AgendaSort = (typeof AGENDA_SORTS)[number];

/** A stretch of somebody's or something's time; moments as ISO text on the wire. */
export interface AgendaEntry {
  readonly entryId: number;
  readonly sort: AgendaSort;
  readonly title: string;
  readonly personId: number | null;
  /** Of the person; null for a thing. */
  readonly name: string | null;
  readonly department: string | null;
  /** 车牌号 and the like; null for a person. */
  readonly resource: string | null;
  readonly fromAt: Date;
  /** First moment after. */
  readonly untilAt: Date;
  readonly matterId: number | null;
}

/** Whether one's agenda is read by a calendar program. */
export interface AgendaFeed {
  readonly madeAt: string | null;
}

/** A new address; shown once, since only its hash is kept. */
export interface OpenedFeed {
  /** `/api/agenda/feed/1.….ics` */
  readonly path: string;
}
