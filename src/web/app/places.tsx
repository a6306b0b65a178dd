import {
  AimOutlined,
  AuditOutlined,
  BarChartOutlined,
  BookOutlined,
  CalendarOutlined,
  CarOutlined,
  CheckSquareOutlined,
  ClockCircleOutlined,
  EditOutlined,
  FileAddOutlined,
  FileProtectOutlined,
  FolderOpenOutlined,
  ImportOutlined,
  LockOutlined,
  PieChartOutlined,
  SafetyOutlined,
  TableOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';

/** A page of the menu. */
export interface Place {
  readonly to: string;
  readonly title: string;
  readonly icon: ReactNode;
  /** Whose daily work it is; everybody's if not given. */
  readonly posts?: readonly string[];
  /** The module it belongs to; an office without that module does not have the page. */
  readonly module?: string;
}

const PLACES: readonly Place[] = [
  { to: '/', title: '待办', icon: <CheckSquareOutlined /> },
  { to: '/start', title: '发起', icon: <FileAddOutlined /> },
  { to: '/mine', title: '我的事项', icon: <FolderOpenOutlined /> },
  { to: '/agenda', title: '日程', icon: <CalendarOutlined /> },
  { to: '/overview', title: '概览', icon: <BarChartOutlined /> },
  { to: '/vehicles', title: '车辆', icon: <CarOutlined />, module: 'vehicles' },
  { to: '/duties', title: '义务', icon: <ClockCircleOutlined /> },
  { to: '/registers', title: '台账', icon: <TableOutlined /> },
  { to: '/reports', title: '报表', icon: <PieChartOutlined /> },
  { to: '/imports', title: '导入旧台账', icon: <ImportOutlined />, posts: ['财务股', '财务人员', '管账', '资产管理员'] },
  { to: '/deeds', title: '登记', icon: <EditOutlined /> },
  { to: '/resolutions', title: '会议决定', icon: <AuditOutlined /> },
  { to: '/regulations', title: '制度', icon: <BookOutlined /> },
  { to: '/people', title: '机构人员', icon: <TeamOutlined /> },
  { to: '/control', title: '内部控制', icon: <AimOutlined />, posts: ['局长', '班子成员', '分管财务领导', '纪检领导', '财务股', '内审人员', '审计员'] },
  { to: '/log', title: '留痕核验', icon: <SafetyOutlined /> },
  { to: '/security', title: '安全管理', icon: <LockOutlined />, posts: ['系统管理员', '安全管理员', '审计员'] },
  { to: '/inspection-packs', title: '迎检包', icon: <FileProtectOutlined />, posts: ['审计员', '纪检领导', '局长'] },
];

interface Whose {
  readonly posts: readonly string[];
  readonly modules: readonly string[];
}

/** The menu of somebody with these posts, in an office with these modules: a post held for somebody else (`局长（代）`) counts too. */
export function placesFor({ posts, modules }: Whose): readonly Place[] {
  const held = posts.map((post) => post.replace('（代）', ''));
  return PLACES.filter(
    (place) =>
      (place.posts === undefined || held.some((post) => place.posts?.includes(post) === true)) &&
      (place.module === undefined || modules.includes(place.module)),
  );
}
