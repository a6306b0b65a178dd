import type { Locator, Page } from 'playwright-core';

const PDF = Buffer.from('%PDF-1.4\n%附件\n%%EOF');

/** Fills fields by their labels: a choice is picked from its list, whatever else is typed. */
export async function fill(within: Page | Locator, fields: Readonly<Record<string, string | readonly string[]>>): Promise<void> {
  for (const [label, given] of Object.entries(fields)) {
    const field = within.getByLabel(label, { exact: true });
    if ((await field.getAttribute('role')) === 'combobox') await pick(field, typeof given === 'string' ? [given] : given);
    else await field.fill(String(given));
  }
}

/** Picks from a list; what is picked stands in the field afterwards. */
async function pick(field: Locator, options: readonly string[]): Promise<void> {
  const select = field.locator('xpath=ancestor::div[contains(concat(" ", @class, " "), " ant-select ")]');
  for (const option of options) {
    await field.click();
    if (await field.isEditable()) await field.fill(option);
    await field
      .page()
      .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
      .filter({ hasText: new RegExp(`^${option}`) })
      .first()
      .click();
    await select.getByText(option).first().waitFor();
  }
  await field.blur();
}

/** Attaches a file as the evidence a form asks for. */
export async function attach(page: Page, evidence: string): Promise<void> {
  await page
    .locator('.file-row')
    .filter({ hasText: `上传${evidence}` })
    .locator('input[type=file]')
    .setInputFiles({ name: `${evidence}.pdf`, mimeType: 'application/pdf', buffer: PDF });
  await page.getByText(`${evidence}.pdf`).waitFor();
}
