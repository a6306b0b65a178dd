import { Button, Input, Select } from 'antd';
import { Answered } from '../../../web/kit/answered.tsx';
import { yuan } from '../../../web/kit/formats.ts';
import type { KindForm } from '../../../web/kit/kind-form.ts';
import type { Row } from '../../../web/kit/rows-field.tsx';
import { rowAt, rowsOf } from '../../../web/kit/rows-of.ts';
import { RANKS } from '../contract.ts';
import type { RankStandard } from '../contract-standards.ts';

const LABELS = { unit: '单位', name: '姓名', post: '职务', area: '所在地区划代码' } as const;

/** 来客名单: one line a guest, with what his rank may eat and lodge for beneath it. */
export function GuestsField({ value, onChange, problems }: KindForm) {
  const guests = rowsOf(value, 'guests');
  const set = (rows: readonly Row[]): void => onChange({ ...value, guests: rows });
  const last = guests.at(-1);
  return (
    <fieldset style={{ border: 0, padding: 0, margin: '0 0 16px' }}>
      <legend>来客名单</legend>
      <p className="quiet">与公函一致。区划代码是六位数字，填好一位，同单位未填的随之填上；本县单位的来客（含乡镇）照实填写，不计入用餐。</p>
      {problems['guests'] !== undefined && <p className="red">{problems['guests']}</p>}
      {guests.map((guest, index) => {
        const row = rowAt(guests, { index, put: set });
        const put = (part: Row): void => row.onChange({ ...guest, ...part });
        const copyArea = (): void =>
          set(guests.map((one) => ((one['area'] ?? '') === '' && one['unit'] === guest['unit'] ? { ...one, area: guest['area'] } : one)));
        return (
          <div key={index} className="card" style={{ padding: '10px 12px', marginBottom: 8 }}>
            <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(130px, 1fr))', gap: 8 }}>
              {(['unit', 'name', 'post'] as const).map((name) => (
                <Part key={name} name={name} index={index} guest={guest} put={put} problem={problems[`guests.${index}.${name}`]} />
              ))}
              <Select
                aria-label={`第${index + 1}位来客级别`}
                value={(guest['rank'] as string | undefined) ?? '科级及以下'}
                options={RANKS.map((rank) => ({ value: rank, label: rank }))}
                onChange={(rank: string) => put({ rank })}
              />
              <Part name="area" index={index} guest={guest} put={put} problem={problems[`guests.${index}.area`]} onBlur={copyArea} />
            </div>
            <div style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', gap: 8, marginTop: 6 }}>
              <Standard guest={guest} occasion={value['occasion']} />
              <Button size="small" onClick={row.remove}>
                删除
              </Button>
            </div>
          </div>
        );
      })}
      <Button onClick={() => set([...guests, { rank: '科级及以下', unit: last?.['unit'] ?? '', area: last?.['area'] ?? '' }])}>增加一位来客</Button>
    </fieldset>
  );
}

/** What the regulation in force gives this rank, as far as a guest from this place is received at table and lodged. */
function Standard({ guest, occasion }: { readonly guest: Row; readonly occasion: unknown }) {
  const area = /^\d{6,12}$/.test(String(guest['area'])) ? String(guest['area']) : undefined;
  const asked = new URLSearchParams({ ...(typeof occasion === 'string' && { occasion }), ...(area !== undefined && { area }) });
  return (
    <Answered<readonly RankStandard[]> path={`/api/reception-standards?${asked}`}>
      {(standards) => {
        const standard = standards.find((one) => one.rank === guest['rank']);
        return <span className="quiet">{standard === undefined ? '' : [mealOf(standard), lodgingOf(standard)].join('；')}</span>;
      }}
    </Answered>
  );
}

function mealOf({ meal }: RankStandard): string {
  return meal === null ? '按所在地不安排用餐' : `每餐${yuan(meal)}元`;
}

function lodgingOf({ lodging, roomTypes }: RankStandard): string {
  return lodging === null ? '按所在地不安排住宿' : `每晚${yuan(lodging)}元（${roomTypes.at(-1) ?? ''}）`;
}

interface PartProps {
  readonly name: keyof typeof LABELS;
  readonly index: number;
  readonly guest: Row;
  readonly put: (part: Row) => void;
  readonly problem: string | undefined;
  readonly onBlur?: () => void;
}

function Part({ name, index, guest, put, problem, onBlur }: PartProps) {
  return (
    <div>
      <Input
        aria-label={`第${index + 1}位来客${LABELS[name]}`}
        placeholder={LABELS[name]}
        value={(guest[name] as string | undefined) ?? ''}
        maxLength={100}
        {...(problem !== undefined && { status: 'error' as const })}
        {...(name === 'area' && { inputMode: 'numeric' as const })}
        {...(onBlur !== undefined && { onBlur })}
        onChange={(event) => put({ [name]: event.target.value })}
      />
      {problem !== undefined && <span className="red">{problem}</span>}
    </div>
  );
}
