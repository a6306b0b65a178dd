import { Link } from '@tanstack/react-router';
import { Button, Form, Input, Modal, Tag } from 'antd';
import { useState } from 'react';
import type { BookingLine, VehicleLine, WaitingLine } from '../../modules/vehicles/contract-overview.ts';
import { useAnswer, useDeed } from '../api/queries.ts';
import { ChoiceSelect } from '../kit/choice-select.tsx';
import { moment } from '../kit/formats.ts';
import { Loaded, Nothing, Page } from '../kit/page.tsx';
import { PersonSelect } from '../kit/person-select.tsx';
import { ErrorAlert } from '../kit/refusal-alert.tsx';
import { useMe } from './me.ts';

const COLOURS: Readonly<Record<string, string>> = { 在库: 'green', 外出: 'gold', 封存: 'default' };

/** 车辆: who has which car today, what comes next, and – for whoever dispatches – what waits. */
export function Vehicles() {
  const cars = useAnswer<readonly VehicleLine[]>('/api/vehicles');
  const actions = (
    <>
      <Link to="/start/$kind" params={{ kind: 'vehicle-request' }}>
        <Button type="primary">用车申请</Button>
      </Link>
      <Link to="/deeds/$verb" params={{ verb: 'take-out-vehicle' }}>
        <Button>出车</Button>
      </Link>
      <Link to="/deeds/$verb" params={{ verb: 'bring-back-vehicle' }}>
        <Button>收车</Button>
      </Link>
      <Link to="/deeds/$verb" params={{ verb: 'record-fuelling' }}>
        <Button>加油</Button>
      </Link>
    </>
  );
  return (
    <Page title="车辆" actions={actions}>
      <p className="quiet">
        公车只用于公务，由办公室统一安排；加油一车一卡，节假日封存。
        <Link to="/regulations/$title" params={{ title: '公车管理制度' }}>
          公车管理制度
        </Link>
      </p>
      <Waiting />
      <Loaded query={cars}>
        {(list) => (list.length === 0 ? <Nothing what="车辆台账中还没有车辆" /> : list.map((one) => <Car key={one.vehicleId} car={one} />))}
      </Loaded>
    </Page>
  );
}

function Car({ car }: { readonly car: VehicleLine }) {
  const today = useMe().data?.today ?? '';
  const expired = [
    ['年检', car.inspectionUntil],
    ['交强险', car.compulsoryUntil],
  ].filter(([, until]) => (until ?? '') < today);
  return (
    <section className="card">
      <h2>
        {car.plate} <Tag color={COLOURS[car.whereabouts] ?? 'default'}>{car.whereabouts}</Tag>
      </h2>
      <p>
        {car.model}，{car.seats}座，驾驶员{car.driver}，里程{car.odometer}公里
        {expired.map(([what, until]) => (
          <span key={what} className="red">
            　{what}已于{until}到期
          </span>
        ))}
      </p>
      {car.bookings.length === 0 ? (
        <p className="quiet">今后30天没有安排</p>
      ) : (
        <ul className="reasons">
          {car.bookings.map((one) => (
            <Booking key={one.fromAt} line={one} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Booking({ line }: { readonly line: BookingLine }) {
  return (
    <li>
      {moment(line.fromAt)} 至 {moment(line.untilAt)} <strong>{line.user}</strong> {line.destination}{' '}
      <span className="quiet">
        {line.state} {line.number}
      </span>
      {line.state === '派出' && (
        <>
          {' '}
          <a href={`/api/vehicles/dispatches/${line.number}/print.pdf`} target="_blank" rel="noreferrer">
            打印派车单
          </a>
        </>
      )}
    </li>
  );
}

/** Approved requests without a car, in the order of the regulation. */
function Waiting() {
  const waiting = useAnswer<readonly WaitingLine[]>('/api/vehicles/waiting');
  const [sending, setSending] = useState<WaitingLine | null>(null);
  if (waiting.data === undefined || waiting.data.length === 0) return null;
  return (
    <section className="card">
      <h2>待派车</h2>
      <ul className="rows">
        {waiting.data.map((one) => (
          <li key={one.matterId}>
            <div className="line">
              <Link to="/matters/$matterId" params={{ matterId: String(one.matterId) }} className="title">
                {one.title}
              </Link>
              <span className="actions">
                <Button type="primary" onClick={() => setSending(one)}>
                  派车
                </Button>
                <Link to="/start/$kind" params={{ kind: 'vehicle-hire' }} search={{ from: String(one.matterId) }}>
                  <Button>租车</Button>
                </Link>
              </span>
            </div>
            <div>
              {moment(one.fromAt)} 至 {moment(one.untilAt)}，{one.user}（{one.people}人）
            </div>
            <div className="quiet">
              第{one.rank}位（{one.urgency}） {one.number} {one.proposed === null ? '建议租车：没有空闲公车' : `建议派${one.proposed}`}
              {one.tie && '；局长公务与要事、急事同时出现，请斟酌'}
            </div>
          </li>
        ))}
      </ul>
      {sending !== null && <DispatchDialog line={sending} close={() => setSending(null)} />}
    </section>
  );
}

/** 派车: car, driver, and the reason where the order is not kept. */
function DispatchDialog({ line, close }: { readonly line: WaitingLine; readonly close: () => void }) {
  const [form] = Form.useForm();
  const [plate, setPlate] = useState<string | null>(line.proposed);
  const deed = useDeed<{ readonly result: { readonly number: string } }>();
  const send = (values: object): void =>
    deed.mutate({ path: '/api/verbs/dispatch-vehicle', body: { request: line.number, plate, ...values } }, { onSuccess: close });
  return (
    <Modal open title={`派车：${line.number}`} onCancel={close} onOk={() => form.submit()} okText="派车" cancelText="取消" confirmLoading={deed.isPending}>
      <Form form={form} layout="vertical" onFinish={send} initialValues={{ driverId: line.driverId, deviation: '', parkingConfirmed: '' }}>
        <Form.Item label="车辆" htmlFor="dispatch-plate" required>
          <ChoiceSelect
            id="dispatch-plate"
            path="/api/vehicles/plates"
            value={plate}
            onChange={(picked) => setPlate(typeof picked === 'string' ? picked : null)}
          />
        </Form.Item>
        <Form.Item label="驾驶人" name="driverId" rules={[{ required: true, message: '请选择驾驶人' }]}>
          <PersonSelect />
        </Form.Item>
        <Form.Item label="另作安排的理由（不按次序派车时填写）" name="deviation">
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
        <Form.Item label="因工作需要停放在特殊处所的确认" name="parkingConfirmed">
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
      <ErrorAlert error={deed.error} />
    </Modal>
  );
}
