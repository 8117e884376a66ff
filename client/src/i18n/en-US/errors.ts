/** Every failure as a sentence: what happened, and what to do. */
export const errors = {
  ACCOUNT_DISABLED: 'This account is disabled. Ask an administrator to enable it.',
  ACCOUNT_LOCKED: 'Too many wrong passwords: the account is locked. Try again in {{minutes}} min.',
  ACCOUNT_TAKEN: 'The account “{{account}}” is already in use. Choose another.',
  ALERT_CANNOT_MOVE:
    'The alert is “$t(alerts.state.{{from}})” and cannot become “$t(alerts.state.{{to}})”. Somebody else may have handled it; look at its present state.',
  ALERT_NOT_FOUND: 'There is no such alert, or you may not see it. Refresh the list.',
  ALERT_NOT_SHELVED:
    'It is not on the shelf any more: its time is over, or somebody took it back. Look at its present state.',
  BASE_MAP_AWAY:
    'The base map cannot be read ({{source}}); the map shows all the rest. Ask an administrator to look after that file or server; it comes back by itself.',
  BODY_TOO_LARGE: 'What was sent is larger than allowed ({{limitBytes}} bytes). Shorten it and send again.',
  CAMERA_AUDIO_NOT_SUPPORTED:
    'The sound is of a codec nobody here can play: there are only pictures. Set AAC, G.711 (8 kHz, mono) or Opus in the camera, or take it in compatibility mode.',
  CAMERA_CLOCK_OFF:
    'The camera’s clock differs from ours by {{duration}}. Switch NTP on in the camera and check its time zone.',
  CAMERA_CODEC_NOT_SUPPORTED:
    'The camera sends {{codec}}; this system needs H.264 or H.265. Set this stream to one of them in the camera, or use the address of a stream that is.',
  CAMERA_CONNECTION_LOST:
    'The connection to the camera broke and is being made again. If it keeps breaking, check cable, power and switch. {{reason}}',
  CAMERA_DISABLED: 'This camera is switched off here. An administrator can switch it on under Cameras.',
  CAMERA_GRANT_NOT_FOUND: 'There is no such grant; it may have been taken back. Refresh the list.',
  CAMERA_HAS_B_FRAMES:
    'The video has B-frames: it plays, but over WebRTC only transcoded, a little later and at the processor’s cost. Switch B-frames off in the camera, or choose the Baseline profile.',
  CAMERA_KEY_FRAMES_RARE:
    'Key frames are {{duration}} apart: the picture opens slowly and stays garbled for long. Switch the smart codec off in the camera and set a key frame every 1 to 2 s.',
  CAMERA_NO_AUDIO:
    'There is no sound from this camera now. Switch audio on in the camera, and “Take its sound” in its settings here.',
  CAMERA_NO_FRAMES:
    'Connected, but no picture arrived for {{seconds}} s. Check that the stream is enabled and its bit rate is not too high.',
  CAMERA_NO_VIDEO: 'There is no video at this address. Check the channel and stream in the address.',
  CAMERA_NOT_FOUND: 'There is no such camera: it was removed, or you may not see it.',
  CAMERA_NOT_RTSP: '{{host}}:{{port}} answers, but not in RTSP. Check the port; RTSP is usually 554.',
  CAMERA_NOT_PUSHED: 'This camera is not one that pushes, so it has no stream key.',
  CAMERA_NOT_PUSHING: 'The device is not sending. Check the address and stream key on it, and its network.',
  CAMERA_REFUSED: 'The camera refused ({{status}} {{reason}}). Check its limit of connections and its access rules.',
  CAMERA_SOURCE_UNKNOWN:
    'The device has several pictures, and the stream address does not tell which is this camera, so nothing is done to it. Add the channel again with “Find devices”.',
  CAMERA_STREAM_NOT_FOUND: 'The camera has no path “{{path}}”. Check the channel and stream in the address.',
  CAMERA_TIMEOUT:
    'The camera did not answer in time. Check the network for congestion and restart the camera if it hangs.',
  CAMERA_UNREACHABLE:
    'Cannot reach {{host}}:{{port}}. Check the camera’s power, cable, address and port, and the route from the server to its network.',
  CAMERA_WRONG_PASSWORD:
    'The camera’s user name or password is wrong. Check and enter them again; some cameras lock after several attempts.',
  COMPATIBILITY_FAILED: 'Compatibility mode cannot open it: {{reason}}. Check the address and what the device sends.',
  DECODER_BUSY: 'All decoders are busy, so there is no picture now. Try again soon, or allow more decoders.',
  DECODER_FAILED: 'The picture could not be decoded. Check the camera’s encoder settings and try again.',
  DATABASE_AWAY:
    'The database is away, so nothing can be read or saved; nothing was lost. Try again in a moment. If it stays away, ask an administrator to check the database.',
  DISK_FULL:
    'The disk of the recordings is full. The oldest recordings are deleted by the retention rules; add disk space or keep fewer days.',
  DISK_NOT_WRITABLE:
    'The disk of the recordings cannot be written to ({{reason}}). Check the disk and the rights on the folder.',
  DISK_TOO_SLOW:
    'The disk of the recordings is too slow; parts are missing. Use a faster disk or record fewer cameras.',
  EVIDENCE_NOT_FOUND: 'This picture or voice note was not found. Reload the page.',
  EVIDENCE_NOT_READABLE:
    'This file is no usable $t(evidenceKind.{{what}}) and was not saved. Take or record it again (pictures: JPEG, PNG, WebP; voice notes: WebM, OGG, MP4, up to 5 minutes).',
  EVIDENCE_TOO_LARGE: 'The file is larger than {{limitMb}} MB and was not saved. Make it smaller and add it again.',
  EVIDENCE_TOO_MANY: 'An incident holds at most {{most}} pictures and voice notes; this one was not saved.',
  EXPORT_CANNOT_MOVE:
    'This export is “$t(playback.exportState.{{state}})” now and that cannot be done to it any more. Look at its newest state.',
  EXPORT_NOT_FOUND: 'There is no such export. Reload the page.',
  EXPORT_NOT_OWN: 'Only your own exports can be cancelled. Ask {{name}}, who asked for it.',
  EXPORT_OWN_DECISION: 'Nobody decides on their own export. Ask another person who may approve exports.',
  FOREIGN_ORIGIN: 'The request came from another site and was refused. Open the console at its own address.',
  GRID_BASE_TAKEN:
    'Base grid {{base}} already belongs to {{other}} of the line “{{line}}”. Within a line a base grid belongs to one governance grid only; take it out there first.',
  GRID_BASE_WRONG: 'That is no base grid in force ({{base}}); it may have ended. Choose again.',
  GRID_CODE_TAKEN:
    'The code {{code}} is that of “{{name}}”. A code is given once and for all, even where its grid has ended. Choose another.',
  GRID_CODE_WRONG:
    'The code “{{code}}” does not fit this site’s pattern ({{pattern}}). Check its digits, or have the setting site.gridCodePattern changed.',
  GRID_IMPORT_REFUSED: 'Nothing was taken in: the file has {{count}} problems left. Look it over again and mend them.',
  GRID_LAST_BASE:
    'It cannot end: the governance grid “{{name}}” ({{code}}) has no other base grid. Change or end that one first.',
  GRID_NOT_FOUND: 'There is no such grid any more. Choose again.',
  GRID_SHAPE_WRONG: 'The boundary cannot be kept. $t(grids.problem.{{problem}})',
  GROUP_NOT_FOUND: 'There is no such camera group any more. Choose again.',
  IMPORT_REFUSED:
    'Nothing was taken in: the sheet has {{count}} mistakes, the first in row {{row}}. Look it over again and mend them.',
  INCIDENT_CANNOT_MOVE:
    'Incident {{number}} is “$t(incidents.state.{{state}})”: “$t(incidentActs.act.{{act}})” cannot be done. Somebody else may have acted; look at its present state.',
  RECEIPT_NOT_FOUND: 'There is no such receipt. Check the number and enter it again.',
  REPORT_POINT_NOT_FOUND: 'There is no such report point, or it is out of use.',
  TOO_MANY_REPORTS: 'Too many reports. Try again in about {{minutes}} min; in an emergency call 110.',
  INCIDENT_NOT_FOUND: 'There is no such incident, or you may not see it. Refresh the list.',
  INTERNAL:
    'Something failed inside the server and nothing was done. Try again; if it stays, ask an administrator to look into the server’s log.',
  INVALID_JSON: 'What was sent is malformed. Reload the page and try again.',
  INVALID_REQUEST: '“{{field}}” is not right. Correct it and send again.',
  LAST_ADMINISTRATOR:
    'This is the last active administrator and can be neither disabled nor given another role. Name another administrator first.',
  MATTER_CHANGED: '“{{name}}” was just changed by {{by}}. Look at the newest version and change that.',
  MATTER_CODE_TAKEN: 'The code “{{code}}” belongs to “{{name}}”. Choose another for the small class.',
  MEDIATION_CANNOT_MOVE: 'The mediation has come to another step; this cannot be done now. Refresh it.',
  MEDIATION_CHANGED: 'Somebody else just changed the mediation. Compare before you save.',
  MEDIATION_NOT_DISPUTE: 'Incident {{number}} is no dispute. File it under a matter of disputes first.',
  MEDIATION_NOT_FOUND: 'No mediation was registered for incident {{number}}.',
  MEDIATION_NOT_VISITED: 'What was agreed needs one follow-up visit at least before the mediation is closed.',
  MEDIATION_OPEN:
    'The mediation of incident {{number}} has not ended, so the incident cannot be closed, cancelled, settled or merged. End the mediation first.',
  NOT_IN_MEDIATION: 'You have no part in this mediation. Ask who registered it, or its mediator.',
  PLAN_CHANGED: 'The plan “{{name}}” was just changed by {{by}}. Look at the newest version and change that.',
  PLAN_IN_USE: 'The plan “{{name}}” is being carried out; no other can be taken up.',
  PLAN_ITEM_DONE: '“{{text}}” was done by {{by}} already.',
  PLAN_ITEM_NOT_FOUND: 'The check-list has no such item. Refresh it.',
  PLAN_ITEM_OPEN: '“{{text}}” is not done; there is nothing to undo.',
  PLAN_NOT_FOUND: 'There is no such plan, or it has ended. Refresh the list.',
  MATTER_FIELD_MISSING: '“{{matter}}” asks for “{{label}}”. Fill it in.',
  MATTER_FIELD_WRONG: '“{{label}}” cannot be “{{value}}”. Give {{kind}}.',
  MATTER_NOT_FOUND: 'There is no such matter or version. Refresh the list.',
  MATTER_NOT_IN_GRID:
    '“{{matter}}” is not seen to in the grid, so a grid member cannot report under it. Choose another matter, or none: the command room decides.',
  MATTER_STANDARD_UNKNOWN: '“{{matter}}” has no standard no. {{number}}; it has {{count}}. Choose another.',
  MEDIA_NODE_AWAY:
    'The media node is away, so there are no pictures; they return with it. If it stays away, ask an administrator to check the node.',
  MEDIA_SESSION_NOT_FOUND: 'The way for the pictures is void and is being made anew.',
  MEDIA_TOKEN_EXPIRED: 'The playback token expired and is being replaced.',
  MEDIA_TOKEN_INVALID: 'The playback token is not valid. Open the picture again.',
  NO_PICTURE: 'There is no picture. Try again once the camera sends one.',
  NOT_ALLOWED: 'You lack the right “$t(rights.{{action}})”. If your work needs it, ask an administrator.',
  NOT_FOUND: 'There is nothing at this address. Reload the page.',
  NOT_SIGNED_IN: 'Nobody is signed in. Sign in first.',
  OFFER_NOT_ACCEPTED: 'This browser does not take the video’s format. Use a recent Chrome or Edge. {{codec}}',
  ONVIF_CLOCK_WRONG:
    'The camera refuses the sign-in, and its clock is about {{duration}} off. Set its clock first (NTP, time zone), then check user name and password.',
  ONVIF_NOT_OFFERED:
    'The camera does not offer this over ONVIF ({{what}}). Check its ONVIF address and that ONVIF is switched on, or change the setting in the camera itself.',
  PASSWORD_TOO_WEAK: 'The password is too weak: at least 10 characters of three kinds (capital, small, digit, other).',
  PERSON_NOT_FOUND: 'There is no such person any more. Refresh the list.',
  PLACE_IMPORT_REFUSED:
    'Not imported: {{count}} problems are left in the file. Put them right as the preview says and choose it again.',
  PLACE_NOT_FOUND: 'There is no such place any more; an import may have changed it. Search again.',
  PRESET_NOT_FOUND: 'There is no such preset; it may have been removed on the camera. Refresh the list.',
  PTZ_HELD:
    '{{name}} is moving this camera. It is free 10 seconds after they let go; an administrator can take over at once.',
  PTZ_ON_PATROL: 'The camera is on a patrol, started by {{name}}. A tour turns it again once the patrol is stopped.',
  PTZ_ON_TOUR: 'The tour “{{name}}” is showing this camera. It is free when that stop is over.',
  RECORDING_LOCK_EMPTY:
    'Nothing was locked: of “{{name}}” there is no recording in this range. Choose another range, or leave this camera out.',
  RECORDING_LOCK_END_PAST:
    '“Locked until” is in the past. Choose a day to come, or leave it empty to lock without an end.',
  RECORDING_LOCK_NOT_FOUND: 'There is no such lock. Reload the page.',
  RECORDING_LOCK_OF_RECORDER:
    'Nothing was locked: only the recorder of “{{name}}” holds this range, which cannot be locked from here. Lock it on the recorder.',
  RECORDER_BUSY: 'As much is being fetched from recorders as may be at once. Close some pictures and try again.',
  RECORDER_CHANNEL_UNKNOWN:
    'The recorder does not say which recordings are of this camera. Check its recording jobs, or add the channel again with “Find devices”.',
  RECORDING_NOT_FOUND: 'Nothing was recorded in this range. Choose a range that the timeline shows.',
  SAVED_NOT_FOUND: 'This wall or list was removed or is shared no longer. Reload the page.',
  SAVED_TOO_MANY: 'A person keeps at most {{most}} walls and lists. Remove some you do not need.',
  SHIFT_CHANGED: '{{by}} has just changed the shift “{{name}}”. Check it and save again.',
  SHIFT_NOT_FOUND: 'There is no such shift; it may have been removed. Refresh the roster.',
  SHIFT_OVERLAPS: '“{{name}}” ({{when}}) overlaps “{{other}}” ({{otherWhen}}). Change when it begins or ends.',
  SHIFT_SIGNED: '“{{name}}” has a hand-over already and can no longer be changed or removed.',
  SHIFT_TIME_WRONG: '“{{name}}” must end after it begins, and last 48 hours at most.',
  PERSON_TWICE_IN_SHIFT: 'Somebody is in “{{name}}” twice. Remove one of the two.',
  HANDOVER_CANNOT_MOVE:
    'The hand-over is “$t(roster.state.{{state}})” already; “$t(roster.act.{{act}})” is not possible any more. Refresh it.',
  HANDOVER_CHANGED:
    'Somebody has just changed the hand-over of “{{shift}}”. Check it and try again; what you wrote is kept.',
  HANDOVER_SAME_PERSON: 'Nobody hands over to themselves. Somebody else of the next shift has to take over.',
  HANDOVER_TOO_EARLY: '“{{shift}}” can be handed over from {{when}} on. Sign it then.',
  HANDOVER_UNSIGNED:
    '“{{shift}}” (led by {{leader}}) ended at {{when}} and both signatures are not there yet. See to the hand-over.',
  SCREEN_NOT_FOUND: 'There is no such big screen; it may have been removed. Reload the page.',
  RIGHT_ENDED:
    'Your right “$t(rights.{{action}})” ended on {{when}}. Ask an administrator to extend it if you still need it.',
  SEARCH_NO_NETWORK:
    'The search could not be sent on this machine’s networks. Check the media node’s network cards, or search an address range.',
  SEARCH_NOT_FOUND: 'That search is over or another took its place. Search again.',
  SESSION_ENDED:
    'The session ended (idle too long, ended by an administrator, or the password changed). Sign in again.',
  STREAM_KEY_INVALID: 'The stream key is wrong or was renewed. Copy the camera’s present one into the device.',
  TALK_CODEC_NOT_SUPPORTED:
    'This camera’s loudspeaker takes {{codec}} alone, which a browser cannot send. Set the camera’s talk-back encoding to G.711 (PCMA or PCMU).',
  TALK_HELD: '{{name}} is speaking through this camera. Try again when they have let go.',
  TALK_NOT_OFFERED:
    'This camera offers no talk-back: it has no loudspeaker, or its ONVIF/RTSP audio backchannel is switched off.',
  VOLUNTEER_NOT_FOUND: 'That volunteer is not on the list any more. Load it again.',
  WATERMARK_FAILED:
    'The copy with the watermark could not be made ({{reason}}). Try again, or export the untouched files alone.',
  WATERMARK_FONT_MISSING:
    'The server has no Chinese font for the watermark. Ask an administrator to install fonts-noto-cjk, or export the untouched files alone.',
  WRONG_CREDENTIALS:
    'Account or password is wrong. Check and try again; repeated mistakes lock the account for a while.',
  SERVER_AWAY: 'The server cannot be reached. Check this computer’s network; it reconnects by itself.',
  WEBRTC_BLOCKED:
    'The network lets no WebRTC through (media port closed), so HLS is used. Ask for the media port to be opened for less delay.',
  MICROPHONE_BUSY: 'The microphone cannot be used ({{reason}}). Close whatever else is using it and try again.',
  MICROPHONE_DENIED:
    'The browser may not use the microphone. Allow it for this site by the icon at the left of the address bar, then try again.',
  MICROPHONE_INSECURE:
    'Browsers open the microphone to https pages alone. Open the console by its https address and try again.',
  MICROPHONE_MISSING: 'There is no microphone. Plug one in and try again.',
  PLAYBACK_FAILED: 'Playback failed ({{reason}}) and is tried again.',
  CLOSING_CONDITION_OPEN: 'Confirm first that the closing condition is met: {{condition}}',
  GRID_WITHOUT_MEMBER:
    'No member of this grid can look: nobody verifies their own report or checks their own work. Name who is to look.',
  SPOT_TASK_OF_PARTY:
    '“{{name}}” reported or handled this incident and cannot look at it on the spot. Name somebody else.',
  INCIDENT_OUTSIDE_STREET: 'The place is about {{awayM}} m outside the street. Check it, or choose the grid instead.',
  INCIDENT_TAKEN: 'Incident {{number}} was accepted by “{{unit}}”, who lead it now.',
  NOT_THE_UNITS: 'Incident {{number}} was not sent to that unit.',
  NO_UNIT: 'Your account belongs to no registered unit. Ask an administrator.',
  NOTICE_NOT_FOUND: 'There is no such notice.',
  SUPERVISION_NOT_OPEN: 'That supervision order of incident {{number}} was answered, or is gone.',
  UNIT_NAME_TAKEN: 'There is a unit called “{{name}}” already. Choose another name.',
  UNIT_NOT_FOUND: 'There is no such unit, or it is disabled. Choose another.',
};
