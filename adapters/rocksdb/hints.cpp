#include "adapters/rocksdb/hints.h"

#include "adapters/rocksdb/keys.h"

namespace dunghan::rocks {
namespace {

class ByStream final : public rocksdb::SliceTransform {
 public:
    [[nodiscard]] const char* Name() const override { return "dunghan.stream"; }

    [[nodiscard]] rocksdb::Slice Transform(const rocksdb::Slice& key) const override {
        return {key.data(), key.size() - version_octets};
    }

    [[nodiscard]] bool InDomain(const rocksdb::Slice& key) const override {
        return key.size() > version_octets;
    }

 private:
    static constexpr std::size_t version_octets = sizeof(StreamVersion::value);
};

class ByStateRow final : public rocksdb::SliceTransform {
 public:
    [[nodiscard]] const char* Name() const override { return "dunghan.state_row"; }

    [[nodiscard]] rocksdb::Slice Transform(const rocksdb::Slice& key) const override { return key; }

    [[nodiscard]] bool InDomain(const rocksdb::Slice& key) const override {
        const auto view = static_cast<View>(key.empty() ? 0 : key[0]);
        return view == View::task || view == View::digest;
    }
};

}  // namespace

std::shared_ptr<const rocksdb::SliceTransform> by_stream() {
    return std::make_shared<ByStream>();
}

std::shared_ptr<const rocksdb::SliceTransform> by_state_row() {
    return std::make_shared<ByStateRow>();
}

}  // namespace dunghan::rocks
