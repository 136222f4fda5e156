import { readFileSync } from 'node:fs';

/**
 * What `/etc/os-release` says of a Linux system.
 * @typedef {{ id: string, family: readonly string[], codename: string }} Distribution
 */

/**
 * @param {string} text the content of an os-release file
 * @returns {Distribution} `family` holds the id and what it is like
 */
export function parseOsRelease(text) {
  /** @param {string} key */
  const value = (key) => new RegExp(`^${key}=["']?([^"'\\n]*)`, 'm').exec(text)?.[1] ?? '';
  const id = value('ID');
  return { id, family: [id, ...value('ID_LIKE').split(' ')].filter(Boolean), codename: value('VERSION_CODENAME') };
}

/** @returns {Distribution} of this machine; all empty elsewhere than Linux */
export function thisDistribution() {
  try {
    return parseOsRelease(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return { id: '', family: [], codename: '' };
  }
}

/**
 * Whether Debian's package tools are at home here (Debian, Ubuntu and their children).
 * @param {Distribution} distribution
 * @returns {boolean}
 */
export const isDebianFamily = ({ family }) => family.includes('debian') || family.includes('ubuntu');
