#include "adapters/mail/smtp_transfer.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <curl/curl.h>

#include "engine/base/assert.h"

#include "adapters/mail/smtp_talk.h"

namespace dunghan::mail {
namespace {

void start_library_once() {
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    DUNGHAN_ASSERT(started == CURLE_OK);
}

// What the library's callbacks see of one transfer.
struct Work {
    std::string_view left;  // of the content
    SmtpTalk talk;
    const std::atomic<bool>* stop = nullptr;
};

std::size_t read_content(char* to, std::size_t size, std::size_t count, void* user) {
    auto& work = *static_cast<Work*>(user);
    const std::size_t octets = std::min(size * count, work.left.size());
    std::memcpy(to, work.left.data(), octets);
    work.left.remove_prefix(octets);
    if (work.left.empty()) {
        work.talk.content_is_out();
    }
    return octets;
}

int listen(CURL*, curl_infotype type, char* octets, std::size_t size, void* user) {
    auto& work = *static_cast<Work*>(user);
    if (type == CURLINFO_HEADER_OUT) {
        work.talk.heard_command({octets, size});
    } else if (type == CURLINFO_HEADER_IN) {
        work.talk.heard_reply({octets, size});
    }
    return 0;
}

int stop_if_asked(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<Work*>(user)->stop->load() ? 1 : 0;
}

bool blames_the_settings(CURLcode code) {
    switch (code) {
        case CURLE_USE_SSL_FAILED:            // STARTTLS is not offered
        case CURLE_PEER_FAILED_VERIFICATION:  // a certificate nobody vouches for
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_LOGIN_DENIED:
        case CURLE_UNSUPPORTED_PROTOCOL:
        case CURLE_URL_MALFORMAT: return true;
        default: return false;
    }
}

struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

std::string bracketed(const std::string& address) {
    return "<" + address + ">";
}

}  // namespace

struct SmtpTransfer::Inside {
    CURL* curl = nullptr;
    std::array<char, CURL_ERROR_SIZE> trouble{};
    Work work;

    template <class T>
    void set(CURLoption option, T value) {
        const CURLcode done = curl_easy_setopt(curl, option, value);
        DUNGHAN_ASSERT(done == CURLE_OK);
    }

    void set_callbacks();
    void set_limits(const SmtpSettings& settings);
    void set_relay(const SmtpSettings& settings, const std::string& greeting);
    CURLcode try_once(const Mail& mail);

    [[nodiscard]] std::string trouble_of(CURLcode code) const {
        return trouble.front() != '\0' ? trouble.data() : curl_easy_strerror(code);
    }
};

void SmtpTransfer::Inside::set_callbacks() {
    set(CURLOPT_ERRORBUFFER, trouble.data());
    set(CURLOPT_UPLOAD, 1L);
    set(CURLOPT_READFUNCTION, &read_content);
    set(CURLOPT_READDATA, &work);
    set(CURLOPT_VERBOSE, 1L);  // nothing is printed: `listen` takes it all
    set(CURLOPT_DEBUGFUNCTION, &listen);
    set(CURLOPT_DEBUGDATA, &work);
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFOFUNCTION, &stop_if_asked);
    set(CURLOPT_XFERINFODATA, &work);
}

void SmtpTransfer::Inside::set_limits(const SmtpSettings& settings) {
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_PROXY, "");  // the environment has no say in where mails go
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings.connect_timeout.count()));
    set(CURLOPT_SERVER_RESPONSE_TIMEOUT,
        static_cast<long>((settings.answer_timeout.count() + 999) / 1000));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(settings.transfer_timeout.count()));
    set(CURLOPT_MAXAGE_CONN, 60L);
}

void SmtpTransfer::Inside::set_relay(const SmtpSettings& settings, const std::string& greeting) {
    set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(CURLOPT_URL, (settings.url + "/" + greeting).c_str());
    set(CURLOPT_USE_SSL, static_cast<long>(settings.starttls ? CURLUSESSL_ALL : CURLUSESSL_NONE));
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!settings.ca_file.empty()) {
        set(CURLOPT_CAINFO, settings.ca_file.c_str());
    }
    if (!settings.username.empty()) {
        set(CURLOPT_USERNAME, settings.username.c_str());
        set(CURLOPT_PASSWORD, settings.password.c_str());
    }
}

CURLcode SmtpTransfer::Inside::try_once(const Mail& mail) {
    const std::unique_ptr<curl_slist, FreeList> to(
        curl_slist_append(nullptr, bracketed(mail.to).c_str())
    );
    set(CURLOPT_MAIL_FROM, bracketed(mail.from).c_str());
    set(CURLOPT_MAIL_RCPT, to.get());
    set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(mail.octets.size()));
    work.left = mail.octets;
    work.talk = {};
    trouble.front() = '\0';
    const CURLcode code = curl_easy_perform(curl);
    set(CURLOPT_MAIL_RCPT, static_cast<curl_slist*>(nullptr));
    return code;
}

SmtpTransfer::SmtpTransfer(const SmtpSettings& settings, const std::string& greeting)
    : inside_(std::make_unique<Inside>()) {
    start_library_once();
    inside_->curl = curl_easy_init();
    DUNGHAN_ASSERT(inside_->curl != nullptr);
    inside_->set_callbacks();
    inside_->set_limits(settings);
    inside_->set_relay(settings, greeting);
}

SmtpTransfer::~SmtpTransfer() {
    // Closing says QUIT, which the callbacks hear too.
    const std::atomic<bool> stop{false};
    inside_->work.stop = &stop;
    curl_easy_cleanup(inside_->curl);
}

SmtpAttempt SmtpTransfer::perform(const Mail& mail, const std::atomic<bool>& stop) {
    inside_->work.stop = &stop;
    CURLcode code = inside_->try_once(mail);
    long connections = 0;
    curl_easy_getinfo(inside_->curl, CURLINFO_NUM_CONNECTS, &connections);
    // The relay hung up between two mails: nothing was heard, so nothing was taken.
    if (code != CURLE_OK && connections == 0 && !inside_->work.talk.heard_anything() && !stop) {
        inside_->set(CURLOPT_FRESH_CONNECT, 1L);
        code = inside_->try_once(mail);
        inside_->set(CURLOPT_FRESH_CONNECT, 0L);
    }
    const SmtpTalk& talk = inside_->work.talk;
    const SendOutcome outcome = talk.outcome(code == CURLE_OK);
    const std::string trouble = outcome == SendOutcome::sent ? "" : inside_->trouble_of(code);
    const bool misconfigured = outcome == SendOutcome::not_sent &&
                               (blames_the_settings(code) || talk.blames_the_settings());
    // The library's own words may quote a reply; those of its list do not.
    const std::string known = outcome == SendOutcome::sent ? "" : curl_easy_strerror(code);
    return {{outcome, talk.answer(trouble), mail.sha256, talk.impersonal(known)}, misconfigured};
}

}  // namespace dunghan::mail
