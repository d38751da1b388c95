package dev.taskport.port;

import dev.taskport.domain.ClaimedTask;
import dev.taskport.domain.SettleAnswer;
import java.util.List;

/** What became of the settlements of an exchange, in their order, and what was claimed after them. */
public record Exchange(List<SettleAnswer> answers, List<ClaimedTask> claimed) {
    public Exchange {
        answers = List.copyOf(answers);
        claimed = List.copyOf(claimed);
    }
}
