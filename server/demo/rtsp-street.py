"""A street of RTSP cameras for the demo and the tests.

Each mount plays its clip for ever, in real time and with timestamps that never
jump, from compressed pictures that were read once: nothing is encoded. The
program says its port as a line of JSON, then a line for each RTSP connection
opened or closed, and ends when its standard input does.
"""

import argparse
import json
import os
import signal
import sys

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstApp", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstApp, GstRtsp, GstRtspServer  # noqa: E402, F401

ROLE = "viewer"
QUEUED_FRAMES = 2
# A raw clip repeats its parameter sets in the stream, an MP4 keeps them apart: they travel as the clip has them.
READERS = {
    ".h264": [("h264", "filesrc name=file ! h264parse", "byte-stream")],
    ".h265": [("h265", "filesrc name=file ! h265parse", "byte-stream")],
    ".mp4": [
        ("h264", "filesrc name=file ! qtdemux ! h264parse", "avc"),
        ("h265", "filesrc name=file ! qtdemux ! h265parse", "hvc1"),
    ],
}
# Sound is a tick a second. G.726 is what nobody here can play.
SOUND = "audiotestsrc is-live=true wave=ticks volume=0.1 ! audio/x-raw,rate={rate},channels=1 ! {encoder} name=pay1 pt={pt}"
SOUNDS = {
    "pcma": SOUND.format(rate=8000, encoder="alawenc ! rtppcmapay", pt=8),
    "pcmu": SOUND.format(rate=8000, encoder="mulawenc ! rtppcmupay", pt=0),
    "aac": SOUND.format(rate=16000, encoder="audioconvert ! avenc_aac ! aacparse ! rtpmp4gpay", pt=97),
    "opus": SOUND.format(rate=48000, encoder="audioconvert ! opusenc ! rtpopuspay", pt=98),
    "g726": SOUND.format(rate=8000, encoder="audioconvert ! avenc_g726 ! rtpg726pay", pt=99),
}


def read_samples(path, reader, caps):
    """Every frame of a file in the order it is sent, or none where the reader does not fit the file."""
    pipeline = Gst.parse_launch(f'{reader} ! capsfilter caps="{caps}" ! appsink name=sink sync=false')
    pipeline.get_by_name("file").set_property("location", path)
    sink = pipeline.get_by_name("sink")
    bus = pipeline.get_bus()
    samples = []
    pipeline.set_state(Gst.State.PLAYING)
    while not sink.is_eos() and not bus.pop_filtered(Gst.MessageType.ERROR):
        sample = sink.try_pull_sample(100 * Gst.MSECOND)
        if sample:
            samples.append(sample)
    pipeline.set_state(Gst.State.NULL)
    return samples


class Clip:
    """The compressed frames of one file, with their times in nanoseconds from its start."""

    def __init__(self, path):
        readers = READERS.get(os.path.splitext(path)[1])
        if readers is None:
            raise SystemExit(f"{path}: a clip is one of {', '.join(READERS)}")
        if not os.path.isfile(path):
            raise SystemExit(f"{path}: no such clip")
        for self.codec, reader, stream_format in readers:
            samples = read_samples(path, reader, f"video/x-{self.codec},stream-format={stream_format},alignment=au")
            if samples:
                break
        else:
            raise SystemExit(f"{path}: no H.264 or H.265 frames")

        # The first caps do not name the rate of every file; the last ones do.
        self.caps = samples[-1].get_caps()
        known, self._rate, self._rate_scale = self.caps.get_structure(0).get_fraction("framerate")
        if not known or self._rate == 0:
            raise SystemExit(f"{path}: the clip does not tell its frame rate")
        self._buffers = [sample.get_buffer() for sample in samples]
        self._reorder_ns = self._presentation_offsets()
        delta = Gst.BufferFlags.DELTA_UNIT
        self._key_frames = [i for i, buffer in enumerate(self._buffers) if not buffer.has_flags(delta)]
        if not self._key_frames or self._key_frames[0] != 0:
            raise SystemExit(f"{path}: the clip does not begin with a key frame")

    def _time_ns(self, frame_count):
        return frame_count * self._rate_scale * Gst.SECOND // self._rate

    def _presentation_offsets(self):
        """How much later than it is sent a frame is shown. Only a container tells; a raw clip has no reordering."""
        if any(buffer.pts == Gst.CLOCK_TIME_NONE or buffer.dts == Gst.CLOCK_TIME_NONE for buffer in self._buffers):
            return [0] * len(self._buffers)
        return [buffer.pts - buffer.dts for buffer in self._buffers]

    def key_frame_at(self, at_ns):
        """The last key frame at a moment of the endless clip: a viewer who comes back finds that life went on."""
        return self.key_frame_before(self.frames_until(at_ns)) % len(self._buffers)

    def frames_until(self, at_ns):
        """How many frames of the endless clip were sent before a moment."""
        return at_ns * self._rate // (self._rate_scale * Gst.SECOND)

    def key_frame_before(self, count):
        """The last key frame at or before a frame of the endless clip."""
        index = count % len(self._buffers)
        return count - index + max(i for i in self._key_frames if i <= index)

    def frame(self, count, base_ns, start):
        """Frame number COUNT of a play that began at frame START. Shares the picture's memory."""
        index = (start + count) % len(self._buffers)
        buffer = self._buffers[index].copy()
        buffer.dts = base_ns + self._time_ns(count)
        buffer.pts = buffer.dts + self._reorder_ns[index]
        buffer.duration = self._time_ns(1)
        return buffer


class CameraFactory(GstRtspServer.RTSPMediaFactory):
    """One camera. All its viewers share one play."""

    def __init__(self, video, audio):
        super().__init__()
        self._launch = f"( {video} {SOUNDS[audio] if audio else ''} )"
        self.set_shared(True)
        self.set_latency(0)

    def do_create_element(self, _url):
        element = Gst.parse_launch(self._launch)
        for name in ("pay0", "pay1"):
            payloader = element.get_by_name(name)
            if payloader:
                pad = payloader.get_static_pad("src")
                pad.add_probe(Gst.PadProbeType.QUERY_UPSTREAM, deny_seeking)
        return element


def deny_seeking(_pad, info):
    """A camera cannot be wound back: else the server would, to zero, for every viewer who joins."""
    if info.get_query().type == Gst.QueryType.SEEKING:
        return Gst.PadProbeReturn.DROP
    return Gst.PadProbeReturn.OK


class ClipFactory(CameraFactory):
    """A camera that plays a clip for ever."""

    def __init__(self, clip, audio):
        super().__init__(f"appsrc name=video ! rtp{clip.codec}pay name=pay0 pt=96 config-interval=0", audio)
        self._clip = clip
        self._born_ns = GLib.get_monotonic_time() * 1000

    def do_create_element(self, url):
        element = CameraFactory.do_create_element(self, url)
        source = element.get_by_name("video")
        source.set_property("caps", self._clip.caps)
        source.set_property("format", Gst.Format.TIME)
        source.set_property("is-live", True)
        source.set_property("max-buffers", QUEUED_FRAMES)
        now_ns = GLib.get_monotonic_time() * 1000 - self._born_ns
        play = {"count": 0, "base_ns": None, "start": self._clip.key_frame_at(now_ns)}
        source.connect("need-data", self._push_next, play)
        return element

    def _push_next(self, source, _length, play):
        # The sinks wait for each frame's time, so asking for the next one is what keeps the pace.
        if play["base_ns"] is None:
            play["base_ns"] = source.get_clock().get_time() - source.get_base_time()
        source.emit("push-buffer", self._clip.frame(play["count"], play["base_ns"], play["start"]))
        play["count"] += 1


def live_factory(picture, audio):
    """A camera with a test picture and its running time, encoded while it is watched."""
    return CameraFactory(test_picture(picture), audio)


def test_picture(picture):
    shape, _, codec = picture.partition("/")
    size, _, rest = shape.partition("@")
    width, _, height = size.partition("x")
    fps, _, kbps = rest.partition(":")
    if not all(part.isdecimal() for part in (width, height, fps, kbps)) or codec not in ("", "jpeg"):
        raise SystemExit(f"{picture}: a live picture is WIDTHxHEIGHT@FPS:KBPS, or that and /jpeg")
    h264 = (
        f"x264enc tune=zerolatency speed-preset=ultrafast threads=1 bframes=0 key-int-max={2 * int(fps)} bitrate={kbps}"
        " ! rtph264pay name=pay0 pt=96 config-interval=0"
    )
    encoder = "jpegenc ! rtpjpegpay name=pay0 pt=26" if codec == "jpeg" else h264
    return (
        "videotestsrc is-live=true pattern=smpte"
        f" ! video/x-raw,format=I420,width={width},height={height},framerate={fps}/1"
        " ! timeoverlay font-desc=\"Sans 28\""
        f" ! {encoder}"
    )


# What is spoken into a camera comes out as samples, 16 bits of a channel, where they can be listened to.
SPEAKER = 'capsfilter name=depay_backchannel caps="application/x-rtp,media=audio,clock-rate=8000,{format}" ! {decoder}'
SPEAKERS = {
    "pcma": SPEAKER.format(format="payload=8,encoding-name=PCMA", decoder="rtppcmadepay ! alawdec"),
    "pcmu": SPEAKER.format(format="payload=0,encoding-name=PCMU", decoder="rtppcmudepay ! mulawdec"),
    "g726": SPEAKER.format(format="payload=97,encoding-name=G726-32", decoder="rtpg726depay ! avdec_g726"),
}


def speaking_factory(picture, speaker):
    """A camera with a test picture and a loudspeaker, which ONVIF's clients find when they ask for it."""
    codec, _, path = speaker.partition(":")
    if codec not in SPEAKERS:
        raise SystemExit(f"{codec}: a loudspeaker is one of {', '.join(SPEAKERS)}")
    factory = GstRtspServer.RTSPOnvifMediaFactory()
    factory.set_media_gtype(GstRtspServer.RTSPOnvifMedia.__gtype__)
    # Whoever speaks sets up the loudspeaker alone: pictures that nobody takes then must not end the play.
    picture_nobody_takes = test_picture(picture).replace("! rtp", "! errorignore ignore-notlinked=true convert-to=ok ! rtp")
    factory.set_launch(f"( {picture_nobody_takes} )")
    factory.set_backchannel_launch(
        f"( {SPEAKERS[codec]} ! audioconvert ! audio/x-raw,format=S16LE,rate=8000,channels=1"
        f" ! filesink location={path or '/dev/null'} append=true buffer-mode=unbuffered async=false sync=false )"
    )
    factory.set_shared(False)
    factory.set_latency(0)
    return factory


def guard(server, factories, user, password, method):
    """Asks every viewer for the one name and password."""
    auth = GstRtspServer.RTSPAuth()
    token = GstRtspServer.RTSPToken()
    token.set_string("media.factory.role", ROLE)
    if method == "basic":
        auth.set_supported_methods(GstRtsp.RTSPAuthMethod.BASIC)
        auth.add_basic(GstRtspServer.RTSPAuth.make_basic(user, password), token)
    else:
        auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
        auth.add_digest(user, password, token)
    server.set_auth(auth)
    for factory in factories:
        permissions = GstRtspServer.RTSPPermissions()
        permissions.add_permission_for_role(ROLE, "media.factory.access", True)
        permissions.add_permission_for_role(ROLE, "media.factory.construct", True)
        factory.set_permissions(permissions)


def say(message):
    """One line of JSON, in one write: connections speak from threads of their own. A parent that no longer reads is a parent that is gone."""
    try:
        os.write(sys.stdout.fileno(), f"{json.dumps(message)}\n".encode())
    except BrokenPipeError:
        os._exit(0)


def report_connections(server):
    """Counts connected clients: a session over TCP cannot outlive its connection, so none is missed."""
    open_clients = set()

    def closed(client):
        open_clients.discard(client)
        say({"event": "session-closed", "sessions": len(open_clients)})

    def connected(_server, client):
        open_clients.add(client)
        client.connect("closed", closed)
        say({"event": "session-opened", "sessions": len(open_clients)})

    server.connect("client-connected", connected)


def end_with_parent():
    """Leaves at once: there is nothing to save, and a pipeline may take seconds to stop."""

    def input_ready(descriptor, condition):
        if condition & GLib.IOCondition.IN and os.read(descriptor, 4096):
            return GLib.SOURCE_CONTINUE
        os._exit(0)

    conditions = GLib.IOCondition.IN | GLib.IOCondition.HUP | GLib.IOCondition.ERR
    GLib.unix_fd_add_full(GLib.PRIORITY_HIGH, sys.stdin.fileno(), conditions, input_ready)
    for ending in (signal.SIGTERM, signal.SIGINT):
        GLib.unix_signal_add(GLib.PRIORITY_HIGH, ending, os._exit, 0)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", default="0", help="0 takes any free port")
    parser.add_argument("--address", default="127.0.0.1")
    parser.add_argument("--mount", action="append", default=[], metavar="NAME=FILE")
    parser.add_argument("--live", action="append", default=[], metavar="NAME=WIDTHxHEIGHT@FPS:KBPS[/jpeg]")
    parser.add_argument("--audio", action="append", default=[], metavar="NAME=CODEC", help=", ".join(SOUNDS))
    parser.add_argument("--speaker", action="append", default=[], metavar="NAME=CODEC[:FILE]", help="of a live picture: spoken out of, by ONVIF, and kept as samples")
    parser.add_argument("--udp-only", action="append", default=[], metavar="NAME", help="refuses RTP over TCP (461)")
    parser.add_argument("--user")
    parser.add_argument("--password", default="")
    parser.add_argument("--auth", choices=["basic", "digest"], default="digest")
    return parser.parse_args()


def main():
    arguments = parse_arguments()
    Gst.init(None)

    sounds = dict(sound.split("=", 1) for sound in arguments.audio)
    for codec in sounds.values():
        if codec not in SOUNDS:
            raise SystemExit(f"{codec}: sound is one of {', '.join(SOUNDS)}")
    clips = {}
    factories = {}
    for name, path in (mount.split("=", 1) for mount in arguments.mount):
        if path not in clips:
            clips[path] = Clip(path)
        factories[name] = ClipFactory(clips[path], sounds.get(name))
    speakers = dict(speaker.split("=", 1) for speaker in arguments.speaker)
    for name, picture in (live.split("=", 1) for live in arguments.live):
        spoken_out_of = name in speakers
        factories[name] = (
            speaking_factory(picture, speakers[name]) if spoken_out_of else live_factory(picture, sounds.get(name))
        )

    for name in arguments.udp_only:
        factories[name].set_protocols(GstRtsp.RTSPLowerTrans.UDP)

    server = GstRtspServer.RTSPOnvifServer() if speakers else GstRtspServer.RTSPServer()
    server.set_address(arguments.address)
    server.set_service(arguments.port)
    for name, factory in factories.items():
        server.get_mount_points().add_factory(f"/{name}", factory)
    if arguments.user:
        guard(server, factories.values(), arguments.user, arguments.password, arguments.auth)
    report_connections(server)
    end_with_parent()
    if server.attach(None) == 0:
        raise SystemExit(f"{arguments.address}:{arguments.port} cannot be listened on")

    GLib.timeout_add_seconds(5, lambda: server.get_session_pool().cleanup() >= 0)
    say({"port": server.get_bound_port()})
    GLib.MainLoop().run()


if __name__ == "__main__":
    main()
