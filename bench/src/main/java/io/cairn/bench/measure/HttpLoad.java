package io.cairn.bench.measure;

import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.Stopwatch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends requests that were made before, over several connections, each answered before its next, from one thread: on a
 * machine that client and server share, what the client takes is missing from both sides of a ratio.
 */
final class HttpLoad implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)\r\n");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Selector selector = Selector.open();
    private final List<Connection> connections = new ArrayList<>();
    private Iterator<byte[]> next = List.<byte[]>of().iterator();
    private int answered;

    /** Connects to a port of 127.0.0.1. */
    HttpLoad(int port, int connections) throws IOException {
        for (int i = 0; i < connections; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            Connection connection = new Connection(channel);
            channel.register(selector, SelectionKey.OP_READ, connection);
            this.connections.add(connection);
        }
    }

    /** A request with a JSON body, as it goes over the wire. */
    static byte[] post(String path, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer local-dev-key\r\n"
                        + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + body.length)
                .put(head)
                .put(body)
                .array();
    }

    /** Sends all; gives how long it took to the last answer. Fails at an answer that is not 200. */
    Duration send(List<byte[]> requests) throws Failure, IOException {
        next = requests.iterator();
        answered = 0;
        Stopwatch took = new Stopwatch();
        for (Connection connection : connections) {
            connection.sendNext();
        }
        while (answered < requests.size()) {
            if (selector.select(PATIENCE.toMillis()) == 0) {
                throw new Failure("no answer within " + PATIENCE.toSeconds() + " s");
            }
            for (SelectionKey key : selector.selectedKeys()) {
                Connection connection = (Connection) key.attachment();
                if (key.isWritable()) {
                    connection.write();
                }
                if (key.isReadable() && connection.read()) {
                    answered++;
                    connection.sendNext();
                }
            }
            selector.selectedKeys().clear();
        }
        return took.elapsed();
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : connections) {
            connection.channel.close();
        }
        selector.close();
    }

    private final class Connection {
        private final SocketChannel channel;
        private final ByteBuffer in = ByteBuffer.allocate(256 * 1024);
        private ByteBuffer out = ByteBuffer.allocate(0);

        Connection(SocketChannel channel) {
            this.channel = channel;
        }

        void sendNext() throws IOException {
            in.clear();
            if (next.hasNext()) {
                out = ByteBuffer.wrap(next.next());
                write();
            }
        }

        void write() throws IOException {
            channel.write(out);
            int interest = SelectionKey.OP_READ | (out.hasRemaining() ? SelectionKey.OP_WRITE : 0);
            SelectionKey key = channel.keyFor(selector);
            if (key.interestOps() != interest) {
                key.interestOps(interest);
            }
        }

        /** Whether the answer is all there. */
        boolean read() throws Failure, IOException {
            if (channel.read(in) < 0) {
                throw new Failure("the service closed a connection");
            }
            String text = new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            if (end < 0) {
                return false;
            }
            Matcher length = LENGTH.matcher(text);
            if (!length.find() || text.length() < end + 4 + Integer.parseInt(length.group(1))) {
                return false;
            }
            if (!text.startsWith("HTTP/1.1 200 ")) {
                throw new Failure("an answer is " + text);
            }
            return true;
        }
    }
}
