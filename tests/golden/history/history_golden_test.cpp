// A kept log with every type of event, and what its views are: the same in every build, for ever.
#include "engine/audit/verify.h"
#include "engine/codec/record.h"

#include "tests/golden/kept.h"
#include "tests/support/history.h"
#include "tests/support/views_digest.h"

namespace dunghan::golden {
namespace {

// Kept logs, oldest first. A release that adds types of events adds a log; see README.md.
const std::vector<std::string> logs{"1", "2"};

constexpr std::uint64_t seed = 20221025;
constexpr int steps = 900;

std::string path_of_log(const std::string& name) {
    return "history/" + name + ".log";
}

// Length (u32 LE) and record, one after the other.
std::string octets_of(const Store& store) {
    std::string octets;
    const auto read = store.read({1}, [&](const Record& record) {
        const std::string encoded = encode_record(record);
        for (unsigned shift = 0; shift < 32; shift += 8) {
            octets += static_cast<char>(encoded.size() >> shift & 0xffU);
        }
        octets += encoded;
        return true;
    });
    EXPECT_TRUE(read);
    return octets;
}

std::size_t length_at(const std::string& octets, std::size_t at) {
    std::size_t length = 0;
    for (unsigned i = 0; i < 4; ++i) {
        length |= static_cast<std::size_t>(static_cast<unsigned char>(octets.at(at + i))) << 8 * i;
    }
    return length;
}

void load(MemoryStore& store, const std::string& octets) {
    Batch batch;
    for (std::size_t at = 0; at < octets.size();) {
        const std::size_t length = length_at(octets, at);
        const auto record = decode_record(octets.substr(at + 4, length));
        ASSERT_TRUE(record) << record.error().detail;
        batch.records.push_back(*record);
        at += 4 + length;
    }
    ASSERT_TRUE(store.append(batch));
}

std::string digest_of_rebuilt(const Store& store) {
    MemoryStore scratch;
    const auto verified = audit::verify_views(store, scratch, [](Position) {}, {.held_max = 0});
    EXPECT_TRUE(verified) << (verified ? "" : verified.error().detail);
    return testing::views_digest(scratch) + "\n";
}

// The live log of this build, whose views are those of its own rebuild.
class Lived {
 public:
    Lived() {
        testing::History history(store_, seed);
        for (int step = 0; step < steps; ++step) {
            history.step();
        }
    }

    [[nodiscard]] const MemoryStore& store() const { return store_; }

 private:
    MemoryStore store_;
};

TEST(GoldenHistory, IsDecidedAndStoredAsItEverWas) {
    const Lived lived;
    const std::string octets = octets_of(lived.store());
    EXPECT_TRUE(octets == kept(path_of_log(logs.back()), octets))
        << "the same wishes gave another log: see README.md for when that is right";
    EXPECT_EQ(digest_of_rebuilt(lived.store()), testing::views_digest(lived.store()) + "\n");
}

TEST(GoldenHistory, GivesTheViewsItEverGave) {
    for (const std::string& name : logs) {
        SCOPED_TRACE(name);
        MemoryStore store;
        load(store, kept(path_of_log(name), octets_of(Lived().store())));
        const std::string digest = digest_of_rebuilt(store);
        EXPECT_EQ(digest, kept("history/" + name + ".views.sha256", digest));
    }
}

TEST(GoldenHistory, HoldsEveryTypeOfEvent) {
    MemoryStore store;
    load(store, octets_of_file(path_of(path_of_log(logs.back()))));
    EXPECT_EQ(testing::types_missing(testing::types_in(store)), std::vector<std::string>{})
        << "teach tests/support/history.h to make them, and keep another log";
}

}  // namespace
}  // namespace dunghan::golden
