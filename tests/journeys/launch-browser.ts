import { type Browser, chromium } from 'playwright-core'

/**
 * What Playwright switches off (a list given here takes the place of its own), and before it the two pages of suggestions
 * below the address bar that Chromium loads for each new window: they were two thirds of what a window costs.
 */
const switchedOff = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'],
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades'],
  ...['HttpsFirstBalancedModeAutoEnable', 'LensOverlay', 'MediaRouter', 'PaintHolding'],
  ...['ThirdPartyStoragePartitioning', 'AvoidCorsURLLoaderRestartOnRedirect', 'AimEnabled'],
  ...['OptimizationHints', 'NetworkTimeServiceQuerying', 'PreconnectToSearch'],
]

/** What a reader chooses in the browser who needs letters at 200 % (WCAG 1.4.4). */
const twiceAsLarge = '--blink-settings=defaultFontSize=32'

const flags = [
  `--disable-features=${switchedOff.join(',')}`,
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** One browser for the journeys of a file. */
export const launchBrowser = (letters: 'usual' | 'large' = 'usual'): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.THROUGHCARE_BROWSER ?? '/usr/bin/chromium',
    args: letters === 'large' ? [...flags, twiceAsLarge] : flags,
  })
