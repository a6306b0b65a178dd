import { useNavigate, useSearch } from '@tanstack/react-router';
import { Input, Segmented } from 'antd';
import type { MatterView } from '../../platform/matters/contract.ts';
import { Page } from '../kit/page.tsx';
import { MatterList } from './matter-list.tsx';

const VIEWS: readonly { readonly value: MatterView; readonly label: string }[] = [
  { value: 'mine', label: '我经办的' },
  { value: 'acted', label: '我办过的' },
  { value: 'told', label: '知会我的' },
  { value: 'all', label: '本单位' },
];

/** 我的事项, and the matters one has acted on, was told of, or may look at; the address names what is shown. */
export function Mine() {
  const search: Readonly<Record<string, string | undefined>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const view = VIEWS.find(({ value }) => value === search['view'])?.value ?? 'mine';
  const q = search['q'] ?? '';
  const show = (part: { readonly view?: MatterView; readonly q?: string }): void => void navigate({ to: '/mine', search: { view, q, ...part }, replace: true });
  return (
    <Page
      title="事项"
      actions={
        <Input.Search
          allowClear
          placeholder="按事由或编号查找"
          aria-label="按事由或编号查找"
          key={q}
          defaultValue={q}
          onSearch={(written) => show({ q: written.trim() })}
          style={{ width: 240 }}
        />
      }
    >
      <Segmented<MatterView> value={view} options={[...VIEWS]} onChange={(chosen) => show({ view: chosen })} style={{ marginBottom: 14 }} />
      <MatterList key={`${view}/${q}`} query={`view=${view}${q === '' ? '' : `&q=${encodeURIComponent(q)}`}`} empty="没有事项" />
    </Page>
  );
}
