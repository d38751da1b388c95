package dev.taskport.bench.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/** Artemis, embedded: a broker, which knows messages and acknowledgements, and keeps no record of a task. */
public final class ArtemisPeer implements Peer {

    private static final String QUEUE = "mail";
    private static final int CONSUMERS = 4;
    private static final int BUFFER_TIMEOUT_NANOS = (int) TimeUnit.MICROSECONDS.toNanos(100);
    /** So many equal counts in a row are believed. */
    private static final int SAME_COUNTS = 5;

    private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** It has ten priorities and delivers what is highest first. */
    private static final int PRIORITY_MAX = 9;

    private final boolean sync;

    /** @param sync whether its journal is synced before it acknowledges */
    public ArtemisPeer(boolean sync) {
        this.sync = sync;
    }

    @Override
    public String name() {
        return sync ? "Artemis, fsync" : "Artemis, no fsync";
    }

    @Override
    public String settings() {
        return "embedded, in-VM connector, " + CONSUMERS
                + " consumers, journal of type NIO with a buffer timeout of 0.1 ms, durable messages, bulk in one"
                + " transaction, acknowledgements not waited for; "
                + (sync ? "the journal is synced: survives power loss" : "no sync: survives the death of the process");
    }

    @Override
    public Session open(Path folder) throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setPersistenceEnabled(true)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setJournalType(JournalType.NIO)
                .setJournalDatasync(sync)
                .setJournalSyncTransactional(sync)
                .setJournalSyncNonTransactional(sync)
                .setJournalBufferTimeout_NIO(BUFFER_TIMEOUT_NANOS)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .addAcceptorConfiguration("in-vm", "vm://0");
        EmbeddedActiveMQ server = new EmbeddedActiveMQ();
        server.setConfiguration(configuration);
        server.start();
        return new Opened(server);
    }

    /** It says only that anything may be thrown. */
    private static void stop(EmbeddedActiveMQ server) throws IOException {
        try {
            server.stop();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private static final class Opened implements Session {

        private final EmbeddedActiveMQ server;
        private final ServerLocator locator;
        private final ClientSessionFactory factory;
        private final ClientSession single;
        private final ClientSession bulk;
        private final ClientProducer toSingle;
        private final ClientProducer toBulk;
        private final List<ClientSession> consumers = new ArrayList<>();

        Opened(EmbeddedActiveMQ server) throws Exception {
            this.server = server;
            this.locator = ActiveMQClient.createServerLocator("vm://0")
                    .setBlockOnDurableSend(true)
                    .setBlockOnAcknowledge(false);
            this.factory = locator.createSessionFactory();
            this.single = factory.createSession(true, true);
            this.bulk = factory.createSession(false, true);
            single.createQueue(QueueConfiguration.of(QUEUE)
                    .setRoutingType(RoutingType.ANYCAST)
                    .setDurable(true));
            this.toSingle = single.createProducer(QUEUE);
            this.toBulk = bulk.createProducer(QUEUE);
        }

        private static ClientMessage message(ClientSession session, Job job) {
            ClientMessage message = session.createMessage(true);
            message.setPriority((byte) Math.max(0, PRIORITY_MAX - job.priority() / 10));
            message.getBodyBuffer().writeString(job.payload());
            return message;
        }

        @Override
        public void enqueue(Job job) throws ActiveMQException {
            toSingle.send(message(single, job));
        }

        @Override
        public void enqueue(List<Job> jobs) throws ActiveMQException {
            for (Job job : jobs) {
                toBulk.send(message(bulk, job));
            }
            bulk.commit();
        }

        @Override
        public void work(Consumer<String> handler) throws ActiveMQException {
            for (int i = 0; i < CONSUMERS; i++) {
                ClientSession session = factory.createSession(true, true);
                session.createConsumer(QUEUE).setMessageHandler(message -> consume(message, handler));
                consumers.add(session);
            }
            for (ClientSession session : consumers) {
                session.start();
            }
        }

        private static void consume(ClientMessage message, Consumer<String> handler) {
            handler.accept(message.getBodyBuffer().readString());
            try {
                message.acknowledge();
            } catch (ActiveMQException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void rest() throws ActiveMQException {
            for (ClientSession session : consumers) {
                session.close();
            }
        }

        @Override
        public long left() {
            Queue queue = server.getActiveMQServer().locateQueue(SimpleString.of(QUEUE));
            // Without a sync it acknowledges before its threads have routed everything, and so counts too few for a
            // moment.
            long before = -1;
            for (int same = 0; same < SAME_COUNTS; ) {
                LockSupport.parkNanos(NAP_NANOS);
                queue.flushExecutor();
                long count = queue.getMessageCount();
                same = count == before ? same + 1 : 0;
                before = count;
            }
            return before;
        }

        @Override
        public void close() throws IOException {
            factory.close();
            locator.close();
            stop(server);
        }
    }
}
