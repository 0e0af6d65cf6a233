// Rows and keys: what a reader refuses, and how keys sort.
#include "engine/codec/rows.h"

#include <gtest/gtest.h>

namespace dunghan {
namespace {

TaskRow example() {
    TaskRow row;
    row.state.version = {2};
    row.state.kind = task::Kind::dossier;
    row.state.code = "2.8";
    row.state.description.value.title = "Lập đề án";
    row.state.description.version = {1};
    row.wake = Instant{1'666'198'800'000};
    return row;
}

template <class T>
std::string refused(const Result<T>& row) {
    EXPECT_FALSE(row);
    if (row) {
        return "";
    }
    EXPECT_EQ(row.error().code, ErrorCode::corruption);
    return row.error().detail;
}

TEST(Rows, AreReadBackAsTheyWere) {
    EXPECT_EQ(decode_task_row(encode_row(example())).value(), example());
    EXPECT_EQ(decode_pending_row(encode_row(PendingRow{})).value(), PendingRow{});
    EXPECT_EQ(decode_digest_row(encode_row(reminder::State{})).value(), reminder::State{});
}

TEST(Rows, CutAnywhereAreRefused) {
    const std::string sound = encode_row(example());
    for (std::size_t size = 0; size < sound.size(); ++size) {
        EXPECT_FALSE(decode_task_row(sound.substr(0, size))) << size << " octets";
    }
}

TEST(Rows, NameTheFieldTheyEndIn) {
    EXPECT_EQ(
        refused(decode_task_row("")), "Expected a sound task row, but it ends within 'format'"
    );
    EXPECT_EQ(
        refused(decode_digest_row("\x01\x02\x05"
                                  "so")),
        "Expected a sound digest row, but it ends within 'recipient'"
    );
}

TEST(Rows, OfAnotherFormatAreRefusedByNumber) {
    std::string row = encode_row(example());
    row[0] = 9;
    EXPECT_EQ(
        refused(decode_task_row(row)),
        "Expected a sound task row, but its format is 9: this release knows 1 and 2"
    );
}

TEST(Rows, WithOctetsAfterTheirEndAreRefused) {
    EXPECT_EQ(
        refused(decode_task_row(encode_row(example()) + "ab")),
        "Expected a sound task row, but 2 octets follow its end"
    );
}

TEST(Rows, WithAValueNoWriterWritesAreRefused) {
    std::string row = encode_row(example());
    row[2] = 7;  // format, version, kind
    EXPECT_EQ(
        refused(decode_task_row(row)),
        "Expected a sound task row, but it holds an impossible 'kind'"
    );
}

TEST(Rows, WithANumberWrittenLongerThanNeededAreRefused) {
    const std::string row = encode_row(example());
    const std::string longer = row.substr(0, 1) + "\x82" + std::string(1, '\0') + row.substr(2);
    EXPECT_EQ(
        refused(decode_task_row(longer)),
        "Expected a sound task row, but it holds an impossible 'version'"
    );
}

TEST(TimedKeys, SortBeforeAndAfterTheEpochLikeTheirInstants) {
    EXPECT_LT(timed_key({-1}, {"z"}), timed_key({0}, {"a"}));
    EXPECT_LT(timed_key({0}, {"a"}), timed_key({0}, {"b"}));
    EXPECT_LT(timed_key({255}, {"z"}), timed_key({256}, {"a"}));
    EXPECT_LT(timed_key({1}, {}), timed_key({1}, {"a"}));
}

TEST(TimedKeys, WithoutAStreamAreBoundsAndNotRows) {
    EXPECT_NE(refused(decode_timed_key(timed_key({1}, {}))), "");
    EXPECT_NE(refused(decode_timed_key("short")), "");
}

TEST(PendingKeys, HoldTheRecipientAndTheTask) {
    const auto key = decode_pending_key(pending_key("so-du-lich", {"task/2.8"}));
    ASSERT_TRUE(key);
    EXPECT_EQ(key->recipient, "so-du-lich");
    EXPECT_EQ(key->task, StreamId{"task/2.8"});
}

TEST(PendingKeys, OfOneRecipientStandTogether) {
    EXPECT_LT(pending_key("so", {"z"}), pending_key("so-du-lich", {"a"}));
}

TEST(PendingKeys, WithoutRecipientsEndOrTaskAreRefused) {
    EXPECT_NE(refused(decode_pending_key("so-du-lich")), "");
    EXPECT_NE(refused(decode_pending_key(pending_key("so-du-lich", {""}))), "");
}

}  // namespace
}  // namespace dunghan
