// A visit with a real browser: reads the steps as JSON from standard input, writes what happened as JSON to standard output.
//   node chromium.mjs PLAYWRIGHT_FOLDER CHROMIUM < steps.json
// Steps: ["open", url] ["fill", selector, text] ["press", selector, key] ["click", selector] ["tick", selector] ["shown", selector] ["at", prefix of the address]
//        ["frame", prefix] ["see", url] ["picture", file] ["look", "light" or "dark", width] ["unfold"] ["axe", file]
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [folder, executablePath] = process.argv.slice(2);
const { chromium } = createRequire(`${folder}/`)('playwright-core');
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] }); // root cannot have one
// axe is put into pages whose own policy would not let it run.
const context = await browser.newContext({ locale: 'en-US', bypassCSP: true });
context.setDefaultTimeout(20_000);
const page = await context.newPage();
const loads = [];
const console_ = [];
page.on('console', (message) => console_.push(message.text()));
page.on('response', async (response) => {
  const request = response.request();
  if (request.isNavigationRequest()) {
    loads.push({ url: request.url(), status: response.status(), inFrame: request.frame() !== page.mainFrame(), hasCookie: !!(await request.allHeaders()).cookie });
  }
});

const statuses = [];
const violations = [];
const perform = {
  open: (url) => page.goto(url),
  fill: (selector, text) => page.fill(selector, text),
  press: (selector, key) => page.press(selector, key),
  click: (selector) => page.click(selector),
  tick: (selector) => page.check(selector),
  shown: (selector) => page.waitForSelector(selector),
  at: (prefix) => page.waitForURL((url) => url.href.startsWith(prefix), { waitUntil: 'load' }),
  frame: async (prefix) => {
    const isLoaded = (load) => load.inFrame && load.url.startsWith(prefix);
    for (let i = 0; i < 200 && !loads.some(isLoaded); i += 1) await new Promise((wake) => { setTimeout(wake, 100); });
    if (!loads.some(isLoaded)) throw new Error('no such frame');
  },
  // What an address answers this browser, asked beside the page.
  see: async (url) => { statuses.push((await context.request.get(url, { maxRedirects: 0 })).status()); },
  look: async (colorScheme, width) => { await page.emulateMedia({ colorScheme }); await page.setViewportSize({ width: Number(width), height: 800 }); },
  unfold: () => page.$$eval('details', (all) => all.forEach((one) => { one.open = true; })),
  // What an automatic check finds against the accessibility guidelines.
  axe: async (name) => {
    await page.evaluate(readFileSync(`${folder}/node_modules/axe-core/axe.min.js`, 'utf8'));
    const found = await page.evaluate(() => globalThis.axe.run());
    // Who enlarges a page must not have to move it to and fro (WCAG 1.4.10), which axe does not look for.
    if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) violations.push(`${name}: wider than the screen`);
    violations.push(...found.violations.map((one) => `${name}: ${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`));
  },
  picture: (path) => page.screenshot({ path, fullPage: true }),
};
let failure = null;
for (const [verb, ...words] of JSON.parse(readFileSync(0, 'utf8'))) {
  try {
    await perform[verb](...words);
  } catch (e) {
    failure = `${verb} ${words[0]}: ${e.message}\n${page.url().split('?')[0]}\n${await page.innerText('body').catch(() => '')}`;
    break;
  }
}
await browser.close();
process.stdout.write(JSON.stringify({ failure, url: page.url(), loads, statuses, violations, console: console_ }));
