const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger/, '微信'],
  [/Edg/, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/HuaweiBrowser/, '华为浏览器'],
  [/360|QIHU/i, '360浏览器'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS/, '鸿蒙'],
  [/Android/, '安卓手机'],
  [/iPhone/, '苹果手机'],
  [/iPad/, '苹果平板'],
  [/Windows/, 'Windows电脑'],
  [/Mac OS X/, '苹果电脑'],
  [/Linux/, 'Linux电脑'],
];

/** What a browser calls itself, in a few words people know: `Chrome，Windows电脑`. An unknown one is told by its beginning. */
export function browserName(client: string): string {
  const known = [BROWSERS, SYSTEMS].flatMap((list) => list.find(([pattern]) => pattern.test(client))?.[1] ?? []);
  if (known.length > 0) return known.join('，');
  return client === '' ? '未知设备' : client.slice(0, 24);
}
