import { Input, Segmented } from 'antd';
import { useState } from 'react';
import type { MatterView } from '../../platform/matters/contract.ts';
import { Page } from '../kit/page.tsx';
import { MatterList } from './matter-list.tsx';

const VIEWS: readonly { readonly value: MatterView; readonly label: string }[] = [
  { value: 'mine', label: '我经办的' },
  { value: 'acted', label: '我办过的' },
  { value: 'told', label: '知会我的' },
  { value: 'all', label: '本单位' },
];

/** 我的事项, and the matters one has acted on, was told of, or may look at. */
export function Mine() {
  const [view, setView] = useState<MatterView>('mine');
  const [q, setQ] = useState('');
  return (
    <Page
      title="事项"
      actions={<Input.Search allowClear placeholder="按事由或编号查找" aria-label="按事由或编号查找" onSearch={setQ} style={{ width: 240 }} />}
    >
      <Segmented<MatterView> value={view} options={[...VIEWS]} onChange={setView} style={{ marginBottom: 14 }} />
      <MatterList key={`${view}/${q}`} query={`view=${view}${q === '' ? '' : `&q=${encodeURIComponent(q)}`}`} empty="没有事项" />
    </Page>
  );
}
