import { Button, Form, Input, Select } from 'antd';

interface Props {
  readonly departments: readonly string[];
  /** What may be held by the regulations chosen. */
  readonly posts: readonly string[];
}

/** 首批人员: one card each, with the posts held for the whole office or for a department. */
export function FirstPeople({ departments, posts }: Props) {
  const held = [
    { label: '全局', options: posts.map((post) => ({ value: post, label: post })) },
    ...departments.map((department) => ({
      label: `分管或负责${department}`,
      options: posts.map((post) => ({ value: `${post}@${department}`, label: `${post}（${department}）` })),
    })),
  ];
  return (
    <Form.List name="people">
      {(rows, { add, remove }) => (
        <>
          {rows.map(({ key, name }) => (
            <fieldset key={key} className="card">
              <legend>第{name + 1}人</legend>
              <Form.Item label="姓名" name={[name, 'name']} rules={[{ required: true, message: '请填写姓名' }]}>
                <Input autoComplete="off" />
              </Form.Item>
              <Form.Item label="登录名" name={[name, 'loginName']} rules={[{ required: true, message: '请填写登录名' }]}>
                <Input autoComplete="off" />
              </Form.Item>
              <Form.Item label="初始密码" name={[name, 'password']} extra="由统一身份认证登录的，可不填。">
                <Input.Password autoComplete="new-password" />
              </Form.Item>
              <Form.Item label="股室" name={[name, 'department']}>
                <Select allowClear options={departments.map((one) => ({ value: one, label: one }))} notFoundContent="请先填写股室" />
              </Form.Item>
              <Form.Item label="职务" name={[name, 'posts']}>
                <Select mode="multiple" allowClear showSearch={{ optionFilterProp: 'label' }} options={held} notFoundContent="请先选择制度" />
              </Form.Item>
              <Button onClick={() => remove(name)}>删除这一人</Button>
            </fieldset>
          ))}
          <Form.Item>
            <Button onClick={() => add({})}>增加一人</Button>
          </Form.Item>
        </>
      )}
    </Form.List>
  );
}
