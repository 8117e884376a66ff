/** Chinese, the source of every text. */

import audit from './audit.ts';
import board from './board.ts';
import calendar from './calendar.ts';
import cameraRights from './camera-rights.ts';
import cameraSheet from './camera-sheet.ts';
import cameras from './cameras.ts';
import devices from './devices.ts';
import duty from './duty.ts';
import { errors } from './errors.ts';
import evaluation from './evaluation.ts';
import evidence from './evidence.ts';
import field from './field.ts';
import gridImport from './grid-import.ts';
import grids from './grids.ts';
import imaging from './imaging.ts';
import incidentActs from './incident-acts.ts';
import incidents from './incidents.ts';
import journal from './journal.ts';
import map from './map.ts';
import matterEditor from './matter-editor.ts';
import matterForm from './matter-form.ts';
import matters from './matters.ts';
import mediation from './mediation.ts';
import moments from './moments.ts';
import network from './network.ts';
import notices from './notices.ts';
import paper from './paper.ts';
import people from './people.ts';
import places from './places.ts';
import plans from './plans.ts';
import playback from './playback.ts';
import ptz from './ptz.ts';
import reportPoints from './report-points.ts';
import roster from './roster.ts';
import saved from './saved.ts';
import scene from './scene.ts';
import screens from './screens.ts';
import talk from './talk.ts';
import today from './today.ts';
import tour from './tour.ts';
import units from './units.ts';
import { words } from './words.ts';

export const zhCN = {
  ...words,
  audit,
  board,
  calendar,
  errors,
  duty,
  field,
  evidence,
  evidenceKind: { picture: '图片', voice: '录音' },
  cameraRights,
  cameraSheet,
  cameras,
  devices,
  evaluation,
  gridImport,
  grids,
  imaging,
  incidentActs,
  incidents,
  notices,
  paper,
  units,
  journal,
  map,
  matterEditor,
  matterForm,
  matters,
  mediation,
  moments,
  network,
  people,
  plans,
  places,
  playback,
  saved,
  scene,
  screens,
  reportPoints,
  roster,
  talk,
  today,
  tour,
  ptz,
};

/** The same keys, each with a text: what every other language must be. */
export type Texts<T> = { [Key in keyof T]: T[Key] extends string ? string : Texts<T[Key]> };
